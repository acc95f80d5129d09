/** Which sheet, which row has the headings, which column is what: as guessed, to be put right. */
import { InputNumber, Select } from 'antd'
import { fieldsOf } from '../../../src/registry/import/model.ts'
import { useT } from '../texts.ts'
import type { ImportPreview, Layout, List } from './queries.ts'

/** A, B, … Z, AA: as spreadsheets call their columns. */
const letter = (n: number): string =>
  (n < 26 ? '' : letter(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))

type Props = { list: List; preview: ImportPreview; change: (layout: Layout) => void }
export function ImportColumns({ list, preview, change }: Props) {
  const t = useT()
  const { layout, header, sheets } = preview
  const columns = layout.columns as Record<string, number>
  const key = (field: string) => `${list}.${field}`
  const options = header.map(({ column, text }) => ({
    value: column,
    label: t('admin.import.column.option', { letter: letter(column), text }),
  }))
  // what is not said is guessed anew: on another sheet everything, below another row the columns
  const below = (row: number) => change({ sheet: layout.sheet, headerRow: row - 1 })
  const put = (field: string, column: number | undefined) => {
    const others = Object.entries(columns).filter(([f, c]) => f !== field && c !== column)
    change({
      ...layout,
      columns: { ...Object.fromEntries(others), ...(column !== undefined && { [field]: column }) },
    })
  }
  return (
    <section>
      <h2>{t('admin.import.columns')}</h2>
      <p className="muted">{t('admin.import.columns.note')}</p>
      <div className="import-columns">
        {sheets.length > 1 && (
          <div>
            <label htmlFor="import-sheet">{t('admin.import.sheet')}</label>
            <Select
              id="import-sheet"
              value={layout.sheet}
              onChange={(sheet) => change({ sheet })}
              options={sheets.map((label, value) => ({ value, label }))}
            />
          </div>
        )}
        <div>
          <label htmlFor="import-header">{t('admin.import.header')}</label>
          <InputNumber
            id="import-header"
            min={1}
            max={20_000}
            value={layout.headerRow + 1}
            changeOnWheel={false}
            onPressEnter={(e) => below(Number(e.currentTarget.value))}
            onStep={(row) => below(Number(row))}
          />
        </div>
        {fieldsOf[list].map((field) => (
          <div key={field}>
            <label htmlFor={`column-${field}`}>{t(`admin.field.${key(field)}`)}</label>
            <Select
              id={`column-${field}`}
              allowClear
              placeholder={t('admin.import.column.none')}
              value={columns[field]}
              onChange={(column: number | undefined) => put(field, column)}
              options={options}
            />
            {columns[field] !== undefined && header[columns[field]]?.sample && (
              <span className="muted">
                {t('admin.import.sample', { sample: header[columns[field]]?.sample ?? '' })}
              </span>
            )}
          </div>
        ))}
      </div>
    </section>
  )
}
