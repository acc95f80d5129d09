/** Routes of the audit administrator: the trail in pages and as a file. Reading is all there is. */
import { z } from 'zod'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { cursorOf, readCursor } from '../kernel/cursor.ts'
import { originOf, writeAudit } from './audit.ts'
import { auditCsv } from './audit-csv.ts'
import { AuditFilter, AuditRow, countAudit, listAudit } from './audit-list.ts'
import type { MemberCaller } from './caller.ts'
import type { House } from './command.ts'
import type { Routes } from './routes.ts'

const Page = AuditFilter.extend({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const rowsAtOnce = 1000

export function auditRoutes({ route }: Routes, house: House) {
  const reading = (jurisdictionId: number) => ({ jurisdictionId, job: 'audit' }) as const

  route({
    id: 'listAudit',
    tag: 'officers',
    method: 'get',
    path: '/audit',
    permission: 'audit.read',
    summary: 'The audit trail, newest first.',
    input: Page,
    output: z.object({ items: z.array(AuditRow), next: z.string().nullable() }),
    refusals: ['input.invalid'],
    run: async (caller, { cursor, limit, ...filter }) => {
      const after = readCursor(cursor)
      const rows = await house.db.transaction(reading(caller.jurisdictionId), (tx) =>
        listAudit(tx, filter, after, limit + 1),
      )
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        items: shown.map(({ instant: _, ...row }) => row),
        next: rows.length > limit && last ? cursorOf(last.instant, last.id) : null,
      }
    },
  })
  route({
    id: 'exportAudit',
    tag: 'officers',
    method: 'get',
    path: '/audit/export',
    permission: 'audit.read',
    summary: 'The same rows as CSV, streamed; its last line says how many. Itself written into the trail.',
    input: AuditFilter,
    refusals: ['input.invalid'],
    run: async (caller, filter, ctx) => {
      const { jurisdictionId, language, actor } = caller as MemberCaller
      const at = house.now()
      // what is written while the file goes out is not in it
      const upTo: AuditFilter = filter.to && new Date(filter.to) < at ? filter : { ...filter, to: at.toISOString() }
      const count = await house.db.transaction(reading(jurisdictionId), async (tx) => {
        const n = await countAudit(tx, upTo)
        const subject = String(n)
        await writeAudit(tx, house, jurisdictionId, originOf(ctx, house), {
          kind: 'audit-exported',
          memberId: actor.memberId,
          subject,
        })
        return n
      })
      async function* pages() {
        let after: { at: Date; id: string } | undefined
        for (;;) {
          // a short transaction each: a slow reader holds no connection
          const rows = await house.db.transaction(reading(jurisdictionId), (tx) =>
            listAudit(tx, upTo, after, rowsAtOnce),
          )
          if (rows.length) yield rows
          const last = rows.at(-1)
          if (!last || rows.length < rowsAtOnce) return
          after = { at: last.instant, id: last.id }
        }
      }
      return new Response(auditCsv(language, pages()), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="audit-${dayOf(at)}.csv"`,
          'cache-control': 'no-store',
          'x-total-count': String(count),
        },
      })
    },
  })
}
