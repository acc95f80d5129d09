/** One duty across the units right below: a bar and its numbers each; a unit opens its own level, a number those behind it. */
import { Link } from '@tanstack/react-router'
import { useSpeech } from '../texts.ts'
import type { Below, Coverage, Tally } from './queries.ts'
import { TallyBar, waiting } from './TallyBar.tsx'
import { spanText } from './words.ts'

type Props = {
  duty: Coverage['duties'][number]
  tree: Coverage
  open: (which: Below) => void
  only: string | undefined
}
/** Which of them a number opens; what has time left is all of them. */
const columns = ['subjects', 'done', 'behind', 'missed', 'waiting'] as const
const count = (a: Tally, column: (typeof columns)[number]) => (column === 'waiting' ? waiting(a) : a[column])

export function DutyTree({ duty: d, tree, open, only }: Props) {
  const { t, language } = useSpeech()
  const concerned = tree.units.filter((u) => d.units[u.id])
  // what only the unit itself owes is its total, and not told twice
  const rows = concerned.length === 1 && concerned[0]?.id === tree.org.id ? [] : concerned
  const cells = (a: Tally, org: string, opens = true) =>
    columns.map((column) => {
      const n = count(a, column)
      const which = { programme: d.programme, version: d.version, duty: d.duty, period: d.period, org }
      const standing = column === 'done' || column === 'behind' || column === 'missed' ? { standing: column } : {}
      return (
        <td key={column} className={n > 0 && (column === 'behind' || column === 'missed') ? 'has' : ''}>
          <span className="phone-only">{t(`duties.column.${column}`)} </span>
          {opens && n > 0 && column !== 'waiting' ? (
            <button type="button" className="number" onClick={() => open({ ...which, ...standing })}>
              {n}
            </button>
          ) : (
            n
          )}
        </td>
      )
    })
  return (
    <article className="duty-tree">
      <h2>{d.name}</h2>
      <p className="muted">
        {t(`duties.tone.${d.tone}`)} · {d.scheme} · {spanText(t, language, d)}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('duties.column.unit')}</th>
            <td aria-hidden="true" />
            {columns.map((c) => (
              <th key={c} scope="col">
                {t(`duties.column.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="all">
            <th scope="row">{t('duties.coverage.total')}</th>
            <td>
              <TallyBar tally={d.all} />
            </td>
            {cells(d.all, tree.org.id)}
          </tr>
          {rows.map((u) => (
            <tr key={u.id}>
              <th scope="row">
                {u.id === tree.org.id ? (
                  u.name
                ) : (
                  <Link
                    to={u.deeper ? '/coverage' : '/branch'}
                    search={{ org: u.id, ...(only && u.deeper && { duty: only }) }}
                  >
                    {u.name}
                  </Link>
                )}
              </th>
              <td>
                <TallyBar tally={d.units[u.id] as Tally} />
              </td>
              {cells(d.units[u.id] as Tally, u.id, u.id !== tree.org.id)}
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}
