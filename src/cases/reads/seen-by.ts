/** Who has seen a case, newest first: looks, looks at the contact, and the steps that handed it on, one line a person and hour. */
import { sql } from 'kysely'
import { z } from 'zod'
import { command, type Doing } from '../../access/command.ts'
import type { Tx } from '../../kernel/scope.ts'
import { maskName } from '../../registry/people.ts'
import { cursorOf, readCursor } from '../cursor.ts'
import { type Step, steps } from '../lifecycle.ts'
import { Id } from '../model.ts'
import { openCase, orgsById } from '../store.ts'
import { names, orgRef } from '../summary.ts'
import { OrgRef, page } from '../views.ts'
import { roleAt } from './role-at.ts'
import { readKinds } from './trace.ts'

export const actKinds = [...readKinds, 'help', 'reveal', 'forward', 'step'] as const
export const SeenBy = z
  .object({
    at: z.iso.datetime().describe('The last time within this hour'),
    who: z.object({
      kind: z.enum(['member', 'resident', 'system']),
      name: z.string().nullable().describe('Masked where a resident reads it'),
      org: OrgRef.nullable(),
      role: z.string().nullable().describe('In the reader’s language'),
    }),
    acts: z.array(
      z.object({
        kind: z.enum(actKinds),
        n: z.number().int(),
        toOrg: OrgRef.nullable().describe('Where it was handed on to'),
        toPerson: z.string().nullable(),
        reasons: z.array(z.string()).describe('Of looks at the contact; for the desk only'),
      }),
    ),
  })
  .meta({ id: 'SeenBy' })
export type SeenBy = z.output<typeof SeenBy>
export const SeenByPage = page(SeenBy)

export const WhichReads = z.object({
  caseId: Id,
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

/** Steps that hand a case to another org or person: their events are the trace of it, nothing is written twice. */
const forwards = [
  ...(steps as readonly Step[]).filter((s) => s.holder && s.holder !== 'none'),
  { action: 'receive' },
].map((s) => s.action)

type Act = { kind: (typeof actKinds)[number]; n: number; to: string | null; reasons: string[] | null }
type Line = {
  at: Date
  id: string
  member_id: string | null
  kind: 'member' | 'resident' | 'system'
  org_id: string | null
  acts: Act[]
}

/** Lines of a case that has been opened: grouped by person and hour of the clock, paged by key. */
const listLines = async (tx: Tx, caseId: string, after: { at: Date; id: string } | undefined, limit: number) =>
  (
    await sql<Line>`
  with looks as (
    select at, 'member' as actor, member_id, org_id, case when seen_as is null then kind else 'help' end as kind, seen_as::text as to_id, null::text as reason from case_reads where case_id = ${caseId}
    union all
    select at, 'member', member_id, org_id, 'reveal', null, reason from reveals where case_id = ${caseId}
    union all
    select at, actor_kind, member_id, org_id, case when to_id is null then 'step' else 'forward' end, to_id, null
    from (
      select *, case when type = any (${forwards}::text[]) then
        case type when 'receive' then data ->> 'responsibleId' when 'assign' then data ->> 'memberId' when 'handOver' then data ->> 'memberId' else data ->> 'holder' end end as to_id
      from case_events where case_id = ${caseId}) e
    where actor_kind = 'member' or to_id is not null
  ), acts as (
    select date_trunc('hour', at at time zone 'Asia/Shanghai') as hour, actor, member_id, kind, to_id, count(*)::int as n, max(at) as last,
      (array_agg(org_id order by at desc) filter (where org_id is not null))[1] as org_id,
      array_agg(distinct reason) filter (where reason is not null) as reasons
    from looks group by 1, 2, 3, 4, 5
  ), lines as (
    select max(last) as at, coalesce(member_id, case actor when 'system' then '00000000-0000-7000-8000-000000000001' else '00000000-0000-7000-8000-000000000002' end::uuid) as id,
      member_id, actor as kind, (array_agg(org_id order by last desc) filter (where org_id is not null))[1] as org_id,
      jsonb_agg(jsonb_build_object('kind', kind, 'n', n, 'to', to_id, 'reasons', reasons) order by array_position(${[...actKinds]}::text[], kind), last) as acts
    from acts group by hour, actor, member_id
  )
  select * from lines ${after ? sql`where (at, id) < (${after.at}, ${after.id}::uuid)` : sql``}
  order by at desc, id desc limit ${limit}`.execute(tx)
  ).rows

/**
 * Who has seen this case. The desk reads names and reasons; the resident family names and roles, and no reason: whoever wrote one
 * wrote it for their own house.
 */
export const seenBy = command(WhichReads, async (d, { caseId, cursor, limit }) => {
  await openCase(d.tx, caseId)
  const lines = await listLines(d.tx, caseId, readCursor(cursor), limit + 1)
  const shown = lines.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await inWords(d, shown),
    next: lines.length > limit && last ? cursorOf(last.at, last.id) : null,
  }
})

async function inWords(d: Doing, lines: readonly Line[]): Promise<SeenBy[]> {
  const orgs = await orgsById(d.tx)
  const targets = lines.flatMap((l) => l.acts.map((a) => a.to)).filter((id) => id !== null && !orgs.has(id))
  const people = await names(d, [...lines.map((l) => l.member_id), ...targets])
  const roles = await roleAt(
    d,
    lines.map((l) => l.member_id),
  )
  const outside = d.caller.actor.kind === 'resident'
  const nameOf = (id: string | null) => {
    const name = id && people.get(id)
    return name ? (outside ? maskName(name) : name) : null
  }
  return lines.map((line) => ({
    at: line.at.toISOString(),
    who: {
      kind: line.kind,
      name: nameOf(line.member_id),
      org: orgRef(orgs, line.org_id),
      role: roles(line.member_id, line.org_id, line.at),
    },
    acts: line.acts.map((act) => ({
      kind: act.kind,
      n: act.n,
      toOrg: orgRef(orgs, act.to),
      toPerson: nameOf(act.to),
      reasons: outside ? [] : (act.reasons ?? []),
    })),
  }))
}
