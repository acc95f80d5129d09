/** From three months before the working days end: said to those who put the next notice in, and to the county office. */
import { Link } from '@tanstack/react-router'
import { useCalendar, useMay, useMe, useOrgs } from '../queries.ts'
import { useT } from '../texts.ts'

export function CalendarWarning() {
  const me = useMe().data
  const orgs = useOrgs().data ?? []
  const manages = useMay()('calendar.manage')
  const atCounty = me?.posts.some((p) => orgs.some((o) => o.id === p.org.id && o.level === 'county'))
  // whoever is held up by their own account has that to put right first
  return me && !me.due && (manages || atCounty) ? <Ending /> : null
}

function Ending() {
  const t = useT()
  const calendar = useCalendar().data
  if (!calendar?.endsSoon) return null
  return (
    <p className="calendar-warning" role="status">
      <span aria-hidden="true">◐</span> {t('time.calendar.ends-soon', { year: calendar.lastKnownYear + 1 })}{' '}
      <Link to="/settings" hash="calendar">
        {t('time.calendar.go')}
      </Link>
    </p>
  )
}
