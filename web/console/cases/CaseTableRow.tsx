/** One row of the table. It is drawn again only when something of its own has changed. */
import { memo } from 'react'
import type { ListColumn } from '../../../src/cases/list-columns.ts'
import type { CaseSummary } from '../api.ts'
import { columnOf, type Telling } from './columns.tsx'

type Props = {
  c: CaseSummary
  index: number
  columns: readonly ListColumn[]
  told: Telling
  active: boolean
  chosen: boolean
  toggle: (index: number, span: boolean) => void
  open: (index: number) => void
}

export const CaseTableRow = memo(function CaseTableRow({
  c,
  index,
  columns,
  told,
  active,
  chosen,
  toggle,
  open,
}: Props) {
  return (
    <tr data-index={index} aria-rowindex={index + 2} aria-selected={chosen} className={active ? 'row-active' : ''}>
      <td className="col-box">
        <label className="box">
          <input
            type="checkbox"
            checked={chosen}
            onChange={(e) => toggle(index, (e.nativeEvent as MouseEvent).shiftKey)}
            aria-label={told.t('lists.select.one', { number: c.number })}
          />
        </label>
      </td>
      {columns.map((column) =>
        column === 'words' ? (
          <th key={column} scope="row" className="col-words">
            {/* a plain link: the router's own watches its state in every row, and a long list felt it */}
            <a
              href={`/desk/cases/${c.id}`}
              onClick={(e) => {
                if (e.metaKey || e.ctrlKey || e.shiftKey || e.button !== 0) return
                e.preventDefault()
                open(index)
              }}
            >
              {columnOf.words.cell(c, told)}
            </a>
          </th>
        ) : (
          <td key={column} className={`col-${column}`}>
            {columnOf[column].cell(c, told)}
          </td>
        ),
      )}
    </tr>
  )
})
