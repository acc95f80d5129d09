/** One row of the table. It is drawn again only when something of its own has changed. */
import { Link } from '@tanstack/react-router'
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
}

export const CaseTableRow = memo(
  function CaseTableRow({ c, index, columns, told, active, chosen, toggle }: Props) {
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
              <Link to="/cases/$caseId" params={{ caseId: c.id }}>
                {columnOf.words.cell(c, told)}
              </Link>
            </th>
          ) : (
            <td key={column} className={`col-${column}`}>
              {columnOf[column].cell(c, told)}
            </td>
          ),
        )}
      </tr>
    )
  },
  (a, b) =>
    a.c === b.c &&
    a.index === b.index &&
    a.columns === b.columns &&
    a.active === b.active &&
    a.chosen === b.chosen &&
    a.told.language === b.told.language &&
    a.told.word === b.told.word,
)
