/** The outbox, to be looked at: what was to be sent, in which words, and what became of it. */
import { sql } from 'kysely'
import { z } from 'zod'
import { scopeOf } from '../access/caller.ts'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { cursorOf, readCursor } from '../cases/cursor.ts'
import { page } from '../cases/views.ts'
import { messageText } from './outbox.ts'

const Filter = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
const Message = z
  .object({
    id: z.uuid(),
    channel: z.string(),
    template: z.string(),
    language: z.string(),
    text: z.string(),
    createdAt: z.iso.datetime(),
    sentAt: z.iso.datetime().nullable(),
    failedAt: z.iso.datetime().nullable(),
    tries: z.number().int(),
    lastError: z.string().nullable(),
    reference: z.string().nullable(),
  })
  .meta({ id: 'OutboxMessage' })

export function outboxRoutes({ route }: Routes, house: House) {
  route({
    id: 'listOutbox',
    tag: 'system',
    method: 'get',
    path: '/outbox',
    permission: 'outbox.read',
    summary: 'Messages to residents, newest first: words and fate, never the number they went to.',
    input: Filter,
    output: page(Message),
    refusals: [],
    run: async (caller, f) => {
      const after = readCursor(f.cursor)
      const rows = await house.db.transaction({ ...scopeOf(caller), job: 'outbox' }, (tx) =>
        tx
          .selectFrom('outbox')
          .selectAll()
          .$if(!!after, (q) => q.where(sql<boolean>`(created_at, id) < (${after?.at}, ${after?.id}::uuid)`))
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(f.limit + 1)
          .execute(),
      )
      const shown = rows.slice(0, f.limit)
      const last = shown.at(-1)
      return {
        items: shown.map((m) => ({
          id: m.id,
          channel: m.channel,
          template: m.template,
          language: m.language,
          // a demo sends nothing: there this page is the resident's phone
          text: messageText(m, house.config.LIANXIN_URL ?? '', house.config.LIANXIN_DEMO ? 'to-resident' : 'to-staff'),
          createdAt: m.created_at.toISOString(),
          sentAt: m.sent_at?.toISOString() ?? null,
          failedAt: m.failed_at?.toISOString() ?? null,
          tries: m.tries,
          lastError: m.last_error,
          reference: m.provider_ref,
        })),
        next: rows.length > f.limit && last ? cursorOf(last.created_at, last.id) : null,
      }
    },
  })
}
