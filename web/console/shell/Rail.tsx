/** Where one can go: a rail on the left, on a phone a bar at the bottom. */
import { Link } from '@tanstack/react-router'
import { useMay, useWaiting } from '../queries.ts'
import { useT } from '../texts.ts'
import { entriesFor } from './entries.tsx'
import { WhoAmI } from './WhoAmI.tsx'

export function Rail() {
  const t = useT()
  const may = useMay()
  const waiting = useWaiting()
  return (
    <div className="rail">
      <nav aria-label={t('desk.nav')}>
        <p className="rail-mark">
          <span aria-hidden="true">♥</span> {t('desk.name')}
        </p>
        {entriesFor(may).map((e) => (
          <Link
            key={e.to}
            to={e.to}
            className="rail-entry"
            activeProps={{ className: 'rail-entry here', 'aria-current': 'page' }}
          >
            <span aria-hidden="true">{e.icon}</span>
            <span>{t(e.text)}</span>
            {e.to === '/inbox' && waiting.n > 0 && (
              <span
                className={waiting.late ? 'count count-late' : 'count'}
                title={t('desk.waiting', { n: waiting.n, late: waiting.late })}
              >
                {waiting.more ? `${waiting.n}+` : waiting.n}
                <span className="hidden"> {t('desk.waiting', { n: waiting.n, late: waiting.late })}</span>
              </span>
            )}
          </Link>
        ))}
      </nav>
      <WhoAmI />
    </div>
  )
}
