/** The columns to show, as boxes to tick. At seven the rest wait until one is taken off. */
import { type ListColumn, listColumns, mostColumns, usualColumns } from '../../../src/cases/list-columns.ts'
import { Disclosure } from '../parts/Disclosure.tsx'
import { useT } from '../texts.ts'

type Props = { columns: readonly ListColumn[]; choose: (columns: readonly ListColumn[]) => void }

export function ColumnMenu({ columns, choose }: Props) {
  const t = useT()
  const full = columns.length >= mostColumns
  return (
    <Disclosure label={t('lists.columns')} align="end">
      {() => (
        <fieldset className="column-choice">
          <legend>{t('lists.columns.most', { n: columns.length, most: mostColumns })}</legend>
          {listColumns.map((column) => {
            const on = columns.includes(column)
            return (
              <label key={column} className="choice-line">
                <input
                  type="checkbox"
                  checked={on}
                  disabled={column === 'words' || (!on && full)}
                  onChange={() => choose(on ? columns.filter((c) => c !== column) : [...columns, column])}
                />
                {t(`lists.col.${column}`)}
              </label>
            )
          })}
          <button type="button" className="menu-item" onClick={() => choose(usualColumns)}>
            {t('lists.columns.usual')}
          </button>
        </fieldset>
      )}
    </Disclosure>
  )
}
