/** A list of work as a table, or as cards where it would not fit; a heading row where the group changes. */
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import type { CaseSummary } from '../api.ts'
import { ConfidentialTag } from '../parts/ConfidentialTag.tsx'
import { useWideOrPaper } from '../parts/useWide.ts'
import { useName, useT } from '../texts.ts'

export type WorkColumn<Item> = { key: string; head: string; className?: string; cell: (item: Item) => ReactNode }
type Props<Item> = {
  title: string
  items: readonly Item[]
  columns: readonly WorkColumn<Item>[]
  group?: (item: Item) => string
}

export function WorkTable<Item extends CaseSummary>({ title, items, columns, group }: Props<Item>) {
  const t = useT()
  const wide = useWideOrPaper(1100)
  const starts = (index: number) => {
    const item = items[index]
    const before = items[index - 1]
    return group && item && (!before || group(before) !== group(item)) ? group(item) : undefined
  }
  if (!wide)
    return (
      <div className="work-cards">
        {items.map((item, i) => (
          <Fragment key={item.id}>
            {starts(i) && <h2>{starts(i)}</h2>}
            <article className="work-card">
              <Problem c={item} />
              <dl>
                {columns.map((c) => {
                  const said = c.cell(item)
                  return (
                    said && (
                      <Fragment key={c.key}>
                        <dt>{c.head}</dt>
                        <dd>{said}</dd>
                      </Fragment>
                    )
                  )
                })}
              </dl>
            </article>
          </Fragment>
        ))}
      </div>
    )
  return (
    <table className="cases work-table">
      <caption className="hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col" className="col-row">
            {t('lists.work.row')}
          </th>
          <th scope="col" className="col-words">
            {t('lists.work.problem')}
          </th>
          {columns.map((c) => (
            <th key={c.key} scope="col" className={c.className}>
              {c.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item, i) => (
          <Fragment key={item.id}>
            {starts(i) && (
              <tr className="group-row">
                <th colSpan={columns.length + 2} scope="rowgroup">
                  {starts(i)}
                </th>
              </tr>
            )}
            <tr>
              <td className="col-row">{i + 1}</td>
              <th scope="row" className="col-words">
                <Problem c={item} />
              </th>
              {columns.map((c) => (
                <td key={c.key} className={c.className}>
                  {c.cell(item)}
                </td>
              ))}
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function Problem({ c }: { c: CaseSummary }) {
  const name = useName()
  return (
    <>
      <Link to="/cases/$caseId" params={{ caseId: c.id }}>
        {c.confidential && <ConfidentialTag />}
        {c.opening}
      </Link>
      <span className="muted">{[c.number, name(c.village), c.place].filter(Boolean).join(' ')}</span>
    </>
  )
}
