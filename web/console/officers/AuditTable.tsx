/** The trail as a table; on a phone each row stands as a card, its cells labelled. */
import { useScheme } from '../parts/useScheme.ts'
import { useT } from '../texts.ts'
import { subjectWords, whoWords } from './audit-words.ts'
import type { AuditRow } from './queries.ts'
import { StackTable } from './StackTable.tsx'

/** To the second, the same in every language: `2026-11-24 16:49:27`. */
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })
const columns = ['at', 'who', 'kind', 'ok', 'target', 'subject', 'note', 'address'] as const

export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  const t = useT()
  const { word } = useScheme()
  return (
    <StackTable
      className="trail"
      columns={columns.map((key) => ({ key, label: t(`officers.column.${key}`) }))}
      rows={rows.map((r) => ({
        id: r.id,
        cells: {
          at: <time dateTime={r.at}>{clock.format(new Date(r.at))}</time>,
          who: whoWords(t, r),
          kind: t(`officers.kind.${r.kind}`),
          ok: (
            <span className={`tag tag-${r.ok ? 'in-time' : 'late'}`}>
              {t(r.ok ? 'officers.ok' : 'officers.not-ok')}
            </span>
          ),
          target: r.target?.name,
          subject: subjectWords(t, (code) => word('roles', code), r),
          note: r.note,
          address: r.address,
        },
      }))}
    />
  )
}
