/** A plain table that becomes a list of labelled cards where there is no room for columns. Empty cells leave no gap there. */
import type { ReactNode } from 'react'

type Props = {
  className?: string
  columns: readonly { key: string; label: string }[]
  rows: readonly { id: string; cells: Record<string, ReactNode> }[]
}

export function StackTable({ className = '', columns, rows }: Props) {
  return (
    <table className={`cases stacks ${className}`}>
      <thead>
        <tr>
          {columns.map((c) => (
            <th key={c.key} scope="col" className={`col-${c.key}`}>
              {c.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map(({ key, label }) => (
              <td key={key} className={`col-${key}`} data-label={label}>
                {row.cells[key] ? <div>{row.cells[key]}</div> : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
