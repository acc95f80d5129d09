/** The handbook's five items (五有, doc 2 no. 4), derived from what was already recorded; only the reflection is its own. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { query } from '../access/command.ts'
import { alsoOpen } from '../kernel/scope.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { answerWords, lastAnswer, type State } from './model.ts'
import { listEvents } from './store.ts'
import { wordsOf } from './summary.ts'

export const HandbookPage = z.object({ cursor: z.string().max(200).optional() })
const atOnce = 100

/** My requests as handbook pages, newest first, a hundred at a time, with how many there are. */
export const handbook = query(HandbookPage, async (d, { cursor }) => {
  const after = readCursor(cursor)
  const me = (d.caller.actor as MemberActor).memberId
  const mine = d.tx.selectFrom('cases').where('registrar_id', '=', me)
  const { total } = await mine.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const found = await mine
    .select(['id', 'number', 'registered_at', 'state', 'title', 'opening'])
    .$if(!!after, (q) => q.where(sql<boolean>`(registered_at, id) < (${after?.at}, ${after?.id}::uuid)`))
    .orderBy('registered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(atOnce + 1)
    .execute()
  const rows = found.slice(0, atOnce)
  const last = rows.at(-1)
  await alsoOpen(d.tx, { cases: rows.map((r) => r.id) })
  const items = []
  for (const row of rows) {
    const events = await listEvents(d.tx, row.id)
    const answer = lastAnswer(events)
    const last = (types: string[]) => [...events].reverse().find((e) => types.includes(e.type))
    const accepted = last(['accept', 'decline', 'handUp', 'settleDirectly'])
    items.push({
      id: row.id,
      number: row.number,
      at: row.registered_at.toISOString(),
      problem: events[0]?.texts['words'] ?? wordsOf(d, row),
      acceptance: accepted ? (accepted.texts['explanation'] ?? accepted.type) : null,
      state: row.state as State,
      result: (answer && answerWords(answer.texts)) ?? null,
      reflection: last(['reflect'])?.texts['words'] ?? null,
    })
  }
  return { total, items, next: found.length > atOnce && last ? cursorOf(last.registered_at, last.id) : null }
})
