/** The audit trail as CSV, a thousand rows at a time: memory stays the same whether it is a day or three years. */
import type { Language } from '../kernel/app.ts'
import { wallTime } from '../kernel/calendar/day.ts'
import { byteOrderMark, line } from '../kernel/csv.ts'
import { t } from '../kernel/texts.ts'
import type { AuditRow } from './audit-list.ts'

const columns = ['at', 'who', 'kind', 'ok', 'target', 'subject', 'note', 'address', 'request'] as const

/** The rows of `pages` under a heading, and last of all how many they were: a file cut off is seen. */
export function auditCsv(language: Language, pages: AsyncIterable<readonly AuditRow[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  async function* parts() {
    yield byteOrderMark + line(columns.map((c) => t(language, `officers.column.${c}`)))
    let n = 0
    for await (const rows of pages) {
      n += rows.length
      yield rows
        .map((r) =>
          line([
            wallTime(new Date(r.at)),
            r.who?.name ?? null,
            t(language, `officers.kind.${r.kind}`),
            t(language, r.ok ? 'officers.ok' : 'officers.not-ok'),
            r.target?.name ?? null,
            r.subject,
            r.note,
            r.address,
            r.requestId,
          ]),
        )
        .join('')
    }
    yield line([t(language, 'officers.audit.end', { n })])
  }
  const text = parts()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await text.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: () => void text.return(undefined),
  })
}
