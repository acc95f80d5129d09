/** Cases asked to be left out of figures: those waiting for a decision, oldest first, and those approved, latest first. */

import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { type Doing, query } from '../access/command.ts'
import { openTo } from '../cases/lifecycle.ts'
import { shownTexts } from '../cases/redact/shown.ts'
import { caseColumns, factsOf, orgsById } from '../cases/store.ts'
import { names, orgRef, reading } from '../cases/summary.ts'
import { alsoOpen } from '../kernel/scope.ts'
import type { ExclusionView } from './views.ts'
import type { Rate } from './vocabulary.ts'

export const AppealsFilter = z.object({
  which: z.enum(['open', 'approved']).default('open'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

/** Found through their cases, so that row-level security decides which exist for this reader. */
export const appeals = query(AppealsFilter, async (d, f) => {
  const open = f.which === 'open'
  const cases = await d.tx
    .selectFrom('cases')
    .select(caseColumns)
    .$if(open, (q) => q.where('exclusion_asked_at', 'is not', null).orderBy('exclusion_asked_at').orderBy('id'))
    .$if(!open, (q) => q.where('excluded', 'is not', null).orderBy('changed_at', 'desc').orderBy('id'))
    .limit(f.limit + 1)
    .execute()
  const shown = cases.slice(0, f.limit)
  if (!shown.length) return { items: [], more: false }
  const ids = shown.map((c) => c.id)
  await alsoOpen(d.tx, { cases: ids })
  const rows = await d.tx
    .selectFrom('figure_exclusions')
    .selectAll()
    .where('case_id', 'in', ids)
    .where('decided', open ? 'is' : '=', open ? null : 'approved')
    .orderBy('asked_at')
    .execute()
  const orgs = await orgsById(d.tx)
  const people = await names(
    d,
    rows.flatMap((r) => [r.asked_by, r.decided_by]),
  )
  const words = await wordsOf(d, ids)
  const person = (id: string | null) => (id && people.has(id) ? { id, name: people.get(id) ?? '' } : null)
  const byId = new Map(shown.map((c) => [c.id, c]))
  const items = rows.flatMap((r): ExclusionView[] => {
    const row = byId.get(r.case_id)
    if (!row) return []
    const may = openTo(d.caller.actor as MemberActor, factsOf(row, orgs, reading(d)), d.at)
    return [
      {
        id: r.id,
        caseId: row.id,
        number: row.number,
        opening: row.title ?? row.opening,
        rates: r.rates as Rate[],
        ground: r.ground,
        counted: r.counted.flatMap((id) => orgRef(orgs, id) ?? []),
        asked: {
          at: r.asked_at.toISOString(),
          member: person(r.asked_by),
          org: orgRef(orgs, r.asked_org),
          note: words.get(`${row.id}/${r.asked_seq}/note`) ?? null,
        },
        decided:
          r.decided && r.decided_at
            ? {
                decision: r.decided as 'approved' | 'refused',
                at: r.decided_at.toISOString(),
                member: person(r.decided_by),
                org: orgRef(orgs, r.decided_org),
                reason: words.get(`${row.id}/${r.decided_seq}/reason`) ?? null,
              }
            : null,
        mayDecide: may.some((s) => s.action === 'decideExclusion'),
      },
    ]
  })
  return { items, more: cases.length > f.limit }
})

async function wordsOf(d: Doing, caseIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await d.tx
    .selectFrom('case_texts')
    .select(['case_id', 'seq', 'field', 'body'])
    .where('case_id', 'in', [...caseIds])
    .orderBy('seq')
    .execute()
  // as they are shown: what was hidden afterwards stays hidden here too
  return new Map(
    [...Map.groupBy(rows, (r) => r.case_id)].flatMap(([caseId, texts]) =>
      shownTexts(texts).map((x): [string, string] => [`${caseId}/${x.seq}/${x.field}`, x.body]),
    ),
  )
}
