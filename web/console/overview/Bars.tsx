/** Bars from zero with their numbers beside them, or the same as a table. The dark part is what is talked about. */
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { CaseFilter } from '../cases/filter.ts'
import { useT } from '../texts.ts'

type Row = { key: string; label: string; n: number; part?: number; filter: CaseFilter | undefined }
type Props = {
  title: string
  columns: readonly [string, string] | readonly [string]
  rows: readonly Row[]
  quiet?: boolean
}

export function Bars({ title, columns, rows, quiet }: Props) {
  const t = useT()
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  const most = Math.max(1, ...rows.map((r) => r.n))
  const label = (r: Row) =>
    r.filter ? (
      <Link to="/cases" search={r.filter}>
        {r.label}
      </Link>
    ) : (
      r.label
    )
  return (
    <section className={quiet ? 'chart chart-quiet' : 'chart'} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="plain-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t('desk.overview.as-table')}
        </button>
      </header>
      {rows.length === 0 ? (
        <p className="muted">{t('desk.overview.none')}</p>
      ) : asTable ? (
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
                <th scope="row">{label(r)}</th>
                <td>{r.n}</td>
                {columns[1] && <td>{r.part}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <ul className="bars">
          {rows.map((r) => (
            <li key={r.key}>
              <span className="bar-label">{label(r)}</span>
              <span className="bar-track" aria-hidden="true">
                <span className="bar-n" style={{ width: `${(r.n / most) * 100}%`, ...(r.n === 0 && { minWidth: 0 }) }}>
                  <span className="bar-part" style={{ width: `${r.n ? ((r.part ?? 0) / r.n) * 100 : 0}%` }} />
                </span>
              </span>
              <span className="bar-words">
                {r.n}
                {columns[1] && !!r.part && (
                  <span className="bar-words-part">
                    {' '}
                    {t('desk.overview.of-which', { part: columns[1], n: r.part })}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
