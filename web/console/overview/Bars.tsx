/** Bars from zero with their numbers beside them, or the same as a table; both numbers open what they count. The dark part is what is late. */
import { useState } from 'react'
import type { CaseFilter } from '../cases/filter.ts'
import { useT } from '../texts.ts'
import { Chart } from './Chart.tsx'
import { Figure } from './Figure.tsx'

/** `late` is the dark part of the bar. */
export type BarRow = {
  key: string
  label: string
  n: number
  filter: CaseFilter | undefined
  late?: { n: number; filter: CaseFilter }
}
type Props = {
  title: string
  /** What is counted, and what the dark part counts. */
  columns: readonly string[]
  rows: readonly BarRow[]
}

const few = 12

export function Bars({ title, columns, rows }: Props) {
  const t = useT()
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, few)
  return (
    <Chart title={title}>
      {(asTable) => (
        <>
          {rows.length === 0 ? (
            <p className="muted">{t('overview.none')}</p>
          ) : asTable ? (
            <BarTable title={title} columns={columns} rows={shown} />
          ) : (
            <BarList rows={shown} most={Math.max(...rows.map((r) => r.n))} />
          )}
          {rows.length > few && (
            <button type="button" className="plain-button chart-all" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('overview.fewer') : t('overview.all-rows', { n: rows.length })}
            </button>
          )}
        </>
      )}
    </Chart>
  )
}

/** `most` is the longest bar of all that are compared, so that charts side by side have one scale. */
export function BarList({ rows, most }: { rows: readonly BarRow[]; most: number }) {
  const t = useT()
  return (
    <ul className="bars">
      {rows.map((r) => (
        <li key={r.key}>
          <span className="bar-label" title={r.label}>
            {r.label}
          </span>
          <span className="bar-track" aria-hidden="true">
            {r.n > 0 && (
              <span className="bar-n" style={{ width: `${(r.n / Math.max(1, most)) * 100}%` }}>
                <span className="bar-part" style={{ width: `${((r.late?.n ?? 0) / r.n) * 100}%` }} />
              </span>
            )}
          </span>
          <span className="bar-words">
            <Figure n={r.n} filter={r.filter} label={t('overview.opens', { what: r.label, n: r.n })} />
            {r.late && r.late.n > 0 && (
              <Figure
                {...r.late}
                className="bar-words-part"
                label={t('overview.opens-late', { what: r.label, n: r.late.n })}
              >
                {t('overview.late-n', { n: r.late.n })}
              </Figure>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function BarTable({ title, columns, rows }: Props) {
  return (
    <table className="numbers">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          {columns.map((c) => (
            <th key={c} scope="col">
              {c}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.key}>
            <th scope="row">{r.label}</th>
            <td>
              <Figure n={r.n} filter={r.filter} />
            </td>
            {r.late && (
              <td>
                <Figure {...r.late} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
