/** What is filled in: name and value, in the order of the form. */
import { Fragment } from 'react'
import type { RecordItem } from './queries.ts'

type Props = { cells: RecordItem['cells']; empty?: string }

export function Cells({ cells, empty }: Props) {
  if (cells.length === 0) return empty ? <p className="case-muted">{empty}</p> : null
  return (
    <dl className="record-cells">
      {cells.map((c) => (
        <Fragment key={c.code}>
          <dt>{c.name}</dt>
          <dd>{c.text}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
