/** What each row would do, those with faults first: which cell, what stands there, what is wrong with it. */
import { does, fieldsOf } from '../../../src/registry/import/model.ts'
import { StackTable } from '../officers/StackTable.tsx'
import { useT } from '../texts.ts'
import type { ImportPreview, List } from './queries.ts'

const look = {
  new: 'tag-in-time',
  change: 'tag-elsewhere',
  end: 'tag-due-soon',
  same: 'tag-ended',
  fault: 'tag-late',
} as const
const shape = { new: '●', change: '●', end: '◐', same: '■', fault: '▲' } as const

export function ImportRows({ list, preview }: { list: List; preview: ImportPreview }) {
  const t = useT()
  const columns = preview.layout.columns as Record<string, number>
  const used = fieldsOf[list].filter((field) => columns[field] !== undefined)
  const key = (field: string) => `${list}.${field}`
  const named = (field: string) => t(`admin.field.${key(field)}`)
  return (
    <>
      <p className="import-counts">
        {does.map((what) => (
          <span key={what} className={`tag ${look[what]}`}>
            {shape[what]} {t(`admin.import.count.${what}`, { n: preview.counts[what] })}
          </span>
        ))}
      </p>
      <StackTable
        columns={[
          { key: 'row', label: '#' },
          { key: 'does', label: t('admin.import.rows') },
          ...used.map((field) => ({ key: field, label: named(field) })),
        ]}
        rows={preview.rows.map((row) => ({
          id: String(row.row),
          cells: {
            row: String(row.row),
            does: (
              <>
                <span className={`tag ${look[row.does]}`}>
                  {shape[row.does]} {t(`admin.does.${row.does}`)}
                </span>
                {row.faults.length > 0 && (
                  <ul className="import-faults">
                    {row.faults.map((f) => (
                      <li key={`${f.field} ${f.code}`}>
                        {f.value
                          ? t('admin.fault.line', {
                              field: named(f.field),
                              value: f.value,
                              fault: t(`admin.fault.${f.code}`),
                            })
                          : t('admin.fault.line-empty', { field: named(f.field), fault: t(`admin.fault.${f.code}`) })}
                      </li>
                    ))}
                  </ul>
                )}
              </>
            ),
            ...Object.fromEntries(used.map((field, i) => [field, row.cells[i]])),
          },
        }))}
      />
      {preview.left > 0 && <p className="muted">{t('admin.import.left', { n: preview.left })}</p>}
    </>
  )
}
