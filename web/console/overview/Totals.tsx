/** Five figures, each with its base, each a link to the list it counts: the figure and the list never differ. */
import { Link } from '@tanstack/react-router'
import type { CaseFilter } from '../cases/filter.ts'
import { Explain } from '../figures/Explain.tsx'
import { useT } from '../texts.ts'

type Count = 'open' | 'late' | 'sentBack' | 'reopened'
type Props = { of: Record<Count | 'all' | 'judged', number>; closed: number; within: CaseFilter }

const share = (n: number, base: number) => (base === 0 ? '–' : `${Math.round((n / base) * 100)}%`)

export function Totals({ of, closed, within }: Props) {
  const t = useT()
  const based = (n: number, base: number) => ({ n, base, share: share(n, base) })
  const figures: { which: Count | 'judged'; n: number; say: Record<string, string | number>; filter: CaseFilter }[] = [
    { which: 'open', n: of.open, say: based(of.open, of.all), filter: { open: 'true' } },
    { which: 'late', n: of.late, say: based(of.late, of.open), filter: { late: 'true' } },
    { which: 'reopened', n: of.reopened, say: based(of.reopened, of.all), filter: { reopened: 'true' } },
    { which: 'sentBack', n: of.sentBack, say: based(of.sentBack, of.all), filter: { sentBack: 'true' } },
    // who was never reached is closed too, but has not judged: said beside, not mixed in
    { which: 'judged', n: closed, say: { n: of.judged }, filter: { state: 'closed' } },
  ]
  return (
    <ul className="totals">
      {figures.map(({ which, n, say, filter }) => (
        <li key={which} className="total-place">
          <Link
            to="/cases"
            search={{ ...within, ...filter }}
            className={which === 'late' && of.late > 0 ? 'total total-late' : 'total'}
          >
            <span className="total-name">{t(`desk.overview.total.${which}`)}</span>
            <span className="total-n">{n}</span>
            <span className="muted">{t(`desk.overview.base.${which}`, say)}</span>
          </Link>
          <Explain formula={which === 'sentBack' ? 'sent-back' : which} quiet />
        </li>
      ))}
    </ul>
  )
}
