/** What stands now and what came and went, each number with its base, each a link to the list it counts: figure and list never differ. */
import { Link } from '@tanstack/react-router'
import type { Formula } from '../../../src/assessment/vocabulary.ts'
import type { Overview } from '../api.ts'
import type { CaseFilter } from '../cases/filter.ts'
import { Explain } from '../figures/Explain.tsx'
import { useT } from '../texts.ts'
import type { Opens } from './opens.ts'

const share = (n: number, base: number) => (base === 0 ? '–' : `${Math.round((n / base) * 100)}%`)

export function Totals({ of, opens }: { of: Overview; opens: Opens }) {
  const t = useT()
  const { open, period, from, to } = of
  const ofOpen = (n: number) => t('overview.base.open', { base: open.n, share: share(n, open.n) })
  const days = t('figures.period.said', { from, to })
  const figures: { which: Formula; n: number; base: string; filter: CaseFilter }[] = [
    { which: 'open', n: open.n, base: t('overview.base.now'), filter: opens.open('all') },
    { which: 'late', n: open.late, base: ofOpen(open.late), filter: opens.open('late') },
    { which: 'sent-back', n: open.sentBack, base: ofOpen(open.sentBack), filter: opens.sentBack() },
    { which: 'reopened', n: open.reopened, base: ofOpen(open.reopened), filter: opens.reopened() },
    { which: 'registered', n: period.registered, base: days, filter: opens.registered(of) },
    { which: 'ended', n: period.ended, base: days, filter: opens.ended(of) },
  ]
  const ofRegistered = [
    ['sent-back', period.sentBack, opens.registeredSentBack(of)],
    ['reopened', period.reopened, opens.registeredReopened(of)],
  ] as const
  return (
    <ul className="totals">
      {figures.map(({ which, n, base, filter }) => (
        <li key={which} className="total-place">
          <Link to="/cases" search={filter} className={which === 'late' && n > 0 ? 'total total-late' : 'total'}>
            <span className="total-name">{t(`figures.name.${which}`)}</span>
            <span className="total-n">{n}</span>
            <span className="muted">{base}</span>
          </Link>
          {which === 'registered' && (
            <p className="total-more">
              {ofRegistered.map(([part, some, opened]) => (
                <Link key={part} to="/cases" search={opened}>
                  {t(`overview.of-registered.${part}`, { n: some })}
                </Link>
              ))}
            </p>
          )}
          <Explain formula={which} quiet />
        </li>
      ))}
    </ul>
  )
}
