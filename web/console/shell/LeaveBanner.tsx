/** On top of every page while I am away, and while I stand in for somebody. */
import { Link } from '@tanstack/react-router'
import { dayText } from '../case/when.ts'
import { useMe } from '../queries.ts'
import { useMyLeave } from '../settings/leave.ts'
import { useSpeech } from '../texts.ts'
import '../settings/standin.css'

export function LeaveBanner() {
  // whoever is held up by their own account has that to put right first
  const me = useMe().data
  return me && !me.due ? <Said /> : null
}

function Said() {
  const { t, language } = useSpeech()
  const { data } = useMyLeave()
  if (!data?.away && !data?.standingIn.length) return null
  const day = (endsOn: string) => dayText(language, endsOn)
  return (
    <div className="leave-banner" role="status">
      {data.away && (
        <span>
          {data.away.standIn && !data.away.unattended
            ? t('standin.banner.away', { day: day(data.away.endsOn), name: data.away.standIn.name })
            : t('standin.banner.away-alone', { day: day(data.away.endsOn) })}
        </span>
      )}
      {data.standingIn.map((one) => (
        <span key={one.id}>{t('standin.banner.standing-in', { day: day(one.endsOn), name: one.member.name })}</span>
      ))}
      <Link to="/settings" hash="leave">
        {t('standin.banner.go')}
      </Link>
    </div>
  )
}
