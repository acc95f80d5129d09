/** The handbook's five items (五有, doc 2 no. 4), derived from what was already recorded; only the reflection is its own. */
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { query } from '../access/command.ts'
import { alsoOpen } from '../kernel/scope.ts'
import { answerWords, lastAnswer, type State } from './model.ts'
import { listEvents } from './store.ts'
import { wordsOf } from './summary.ts'

/** My last hundred requests as handbook pages, newest first. */
export const handbook = query(z.object({}), async (d) => {
  const me = (d.caller.actor as MemberActor).memberId
  const rows = await d.tx
    .selectFrom('cases')
    .select(['id', 'number', 'registered_at', 'state', 'title', 'opening'])
    .where('registrar_id', '=', me)
    .orderBy('registered_at', 'desc')
    .limit(100)
    .execute()
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
  return { items }
})
