/** The list as a table: the columns one has chosen, only the rows in sight drawn, chosen by box or by key. */
import { useNavigate } from '@tanstack/react-router'
import { memo, useCallback, useMemo, useRef } from 'react'
import type { ListColumn } from '../../../src/cases/list-columns.ts'
import type { CaseSummary } from '../api.ts'
import { useScheme } from '../parts/useScheme.ts'
import { nameIn, useSpeech } from '../texts.ts'
import { CaseTableRow } from './CaseTableRow.tsx'
import { columnOf, type Telling } from './columns.tsx'
import type { Selection } from './useSelection.ts'
import { useTableKeys } from './useTableKeys.ts'
import { useWindowRows } from './useWindowRows.ts'

type Named = Parameters<Telling['name']>[0]
type Props = {
  items: readonly CaseSummary[]
  total: number | undefined
  columns: readonly ListColumn[]
  selection: Selection
}

export const CaseTable = memo(function CaseTable({ items, total, columns, selection }: Props) {
  const { t, language } = useSpeech()
  const { word } = useScheme()
  const navigate = useNavigate()
  const { chosen, whole, toggle, loaded } = selection
  const { body, rows, before, after, scrollTo } = useWindowRows(items.length)
  const latest = useRef(items)
  latest.current = items
  const open = useCallback(
    (index: number) => {
      const c = latest.current[index]
      if (c) void navigate({ to: '/cases/$caseId', params: { caseId: c.id } })
    },
    [navigate],
  )
  const active = useTableKeys({
    n: items.length,
    scrollTo,
    toggle,
    clear: selection.clear,
    open,
  })
  const told = useMemo(
    () => ({ t, language, name: (of: Named) => (of ? nameIn(language, of) : ''), word }),
    [t, language, word],
  )
  const every = items.length > 0 && (whole || chosen.size === items.length)
  return (
    <table className="cases case-table" aria-rowcount={(total ?? items.length) + 1}>
      <caption className="hidden">{t('desk.cases')}</caption>
      <colgroup>
        <col style={{ width: 44 }} />
        {columns.map((c) => (
          <col key={c} style={{ width: columnOf[c].width }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className="col-box">
            <input
              type="checkbox"
              checked={every}
              ref={(box) => {
                if (box) box.indeterminate = !every && chosen.size > 0
              }}
              onChange={() => loaded(!every)}
              aria-label={t('lists.select.loaded')}
            />
          </th>
          {columns.map((c) => (
            <th key={c} scope="col" className={`col-${c}`}>
              {t(`lists.col.${c}`)}
            </th>
          ))}
        </tr>
      </thead>
      {before > 0 && <Room height={before} />}
      <tbody ref={body}>
        {rows.map((index) => {
          const c = items[index]
          return (
            c && (
              <CaseTableRow
                key={c.id}
                c={c}
                index={index}
                columns={columns}
                told={told}
                active={active === index}
                chosen={whole || chosen.has(c.id)}
                toggle={toggle}
                open={open}
              />
            )
          )
        })}
      </tbody>
      {after > 0 && <Room height={after} />}
    </table>
  )
})

/** Where the rows stand that are not drawn. */
const Room = ({ height }: { height: number }) => (
  <tbody aria-hidden="true" className="row-room">
    <tr>
      <td style={{ height }} />
    </tr>
  </tbody>
)
