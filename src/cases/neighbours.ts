/** What a new request may belong to: others alike in place or words, and what its household has open. Advice: a person decides. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { type Doing, query } from '../access/command.ts'
import { dayOf, deadline } from '../kernel/calendar/deadline.ts'
import type { DB } from '../kernel/db-types.ts'
import { limitFor } from '../programme/model.ts'
import { type Level, levels } from '../programme/vocabulary.ts'
import { type Alike, likenessTo } from './alike.ts'
import { knownOrgs } from './known-orgs.ts'
import { Day, endStates, Id, mayLead, openStates, type State, states } from './model.ts'
import { type CaseRow, type Chains, openCase } from './store.ts'
import { orgRef, placeRef, reading, wordsOf } from './summary.ts'
import { OrgRef } from './views.ts'

export const reasons = ['household', 'place', 'words'] as const
export const Neighbour = z
  .object({
    id: Id,
    number: z.string(),
    opening: z.string().describe('The beginning of the resident’s own words'),
    title: z.string().nullable(),
    place: z.string().nullable(),
    village: OrgRef,
    state: z.enum(states),
    level: z.enum(levels),
    holder: OrgRef.nullable(),
    registeredAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    because: z.array(z.enum(reasons)).describe('In what it is alike'),
    leads: z.boolean().describe('Open, and may be joined by another'),
  })
  .meta({ id: 'Neighbour' })
export type Neighbour = z.output<typeof Neighbour>
export const Neighbours = z.object({
  alike: z
    .array(Neighbour)
    .describe('Open in the town, or ended within 90 days in the village; likeliest first, at most 8'),
  household: z.array(Neighbour).describe('Of the same resident, household or phone; newest first, at most 8'),
  usualDay: z
    .object({ ordinary: Day, urgent: Day })
    .describe('The last day of the scheme’s limit for handling, were it handed on now'),
})

const shown = 8
/** Ended longer ago, it is history, not the same matter. */
const days = 90
/** What took longer than this to end is no neighbour either: so few that nothing more is read for them. */
const years = 1
/** What is older than these is no neighbour in time. */
const most = { village: 200, town: 100 }

const columns = [
  'id',
  'number',
  'opening',
  'title',
  'place',
  'village_id',
  'state',
  'level',
  'holder_org_id',
  'registered_at',
  'ended_at',
  'hidden_from',
] as const
type Row = Pick<CaseRow, (typeof columns)[number]>

/** Only what the reader sees anyway: each row has passed the policies of the case list, and no contact is opened. Refused with `not-found`. */
export const neighboursOf = query(z.object({ caseId: Id }), async (d, { caseId }) => {
  const row = await openCase(d.tx, caseId)
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
  const near = await candidates(d, row, orgs)
  const family = await ofHousehold(d, row)
  const likeness = new Map<string, Alike>()
  const others = [...new Map([...near, ...family].map((r) => [r.id, r])).values()]
  const told = (r: Row) => ({ words: r.opening, place: r.place })
  for (const [i, alike] of likenessTo(told(row), others.map(told)).entries())
    likeness.set(others[i]?.id ?? '', inVillage(alike, others[i]?.village_id === row.village_id))
  const related = new Set(family.map((r) => r.id))
  const show = (r: Row): Neighbour => ({
    id: r.id,
    number: r.number,
    opening: wordsOf(d, r),
    title: r.title,
    place: r.place,
    village: placeRef(orgs, r.village_id),
    state: r.state as State,
    level: r.level as Level,
    holder: orgRef(orgs, r.holder_org_id),
    registeredAt: r.registered_at.toISOString(),
    endedAt: r.ended_at?.toISOString() ?? null,
    because: [
      ...(related.has(r.id) ? (['household'] as const) : []),
      ...(likeness.get(r.id)?.place ? (['place'] as const) : []),
      ...(likeness.get(r.id)?.words ? (['words'] as const) : []),
    ],
    leads: mayLead(r),
  })
  const rank = (r: Row) => {
    const { place, words, score } = likeness.get(r.id) ?? { place: false, words: false, score: 0 }
    return (place && words ? 1 : 0) + (words ? 1 : 0) + score
  }
  return {
    alike: near
      .filter((r) => likeness.get(r.id)?.place || likeness.get(r.id)?.words)
      .sort((a, b) => rank(b) - rank(a) || b.registered_at.getTime() - a.registered_at.getTime())
      .slice(0, shown)
      .map(show),
    household: family.slice(0, shown).map(show),
    usualDay: { ordinary: lastDay(d, row, 'ordinary'), urgent: lastDay(d, row, 'urgent') },
  }
})

const lastDay = (d: Doing, row: CaseRow, urgency: 'ordinary' | 'urgent') => {
  const { scheme, calendar } = reading(d)
  const where = { clock: 'handling', level: row.level as Level, urgency, category: row.category } as const
  return dayOf(deadline(calendar, d.at, limitFor(scheme, where)).at)
}

/** “三组” of the next village is another place. */
const inVillage = (alike: Alike, same: boolean): Alike => (same ? alike : { ...alike, place: false })

/** Open, or ended not long ago; never the case itself. Said by state first: the index of a village leads there, whatever ten years have left in it. */
const recent = (d: Doing, caseId: string) => (w: ExpressionBuilder<DB, 'cases'>) => {
  const ago = (n: number) => new Date(d.at.getTime() - n * 86_400_000)
  return w.and([
    w('id', '!=', caseId),
    w.or([
      w('state', 'in', openStates),
      w.and([w('state', 'in', endStates), w('registered_at', '>=', ago(years * 365)), w('ended_at', '>=', ago(days))]),
    ]),
  ])
}

/** The newest of the village, and the newest open ones of the rest of its town. */
async function candidates(d: Doing, row: CaseRow, orgs: Chains): Promise<Row[]> {
  const newest = (
    villages: readonly string[],
    which: (w: ExpressionBuilder<DB, 'cases'>) => Expression<SqlBool>,
    limit: number,
  ) =>
    d.tx
      .selectFrom('cases')
      .select(columns)
      .where('village_id', 'in', villages)
      .where(which)
      // no index is in this order: else the planner seeks a village's newest through the whole county's
      .orderBy(sql`registered_at + interval '0'`, 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
  const town = orgs.get(row.village_id)?.parentId
  const beside = [...orgs.values()].filter((o) => town && o.parentId === town && o.id !== row.village_id)
  return [
    ...(await newest([row.village_id], recent(d, row.id), most.village)),
    ...(beside.length
      ? await newest(
          beside.map((o) => o.id),
          (w) => w('state', 'in', openStates),
          most.town,
        )
      : []),
  ]
}

/** Requests of the same resident, of their household, or left with the same phone: found by id and keyed hash, no contact is opened. */
async function ofHousehold(d: Doing, row: CaseRow): Promise<Row[]> {
  if (!row.resident_id) return []
  const resident = await d.tx
    .selectFrom('residents')
    .select(['household_id', 'phone_index'])
    .where('id', '=', row.resident_id)
    .executeTakeFirst()
  const { household_id: household, phone_index: phone } = resident ?? {}
  const people = await d.tx
    .selectFrom('residents')
    .select('id')
    .where((w) =>
      w.or([
        w('id', '=', row.resident_id),
        ...(household ? [w('household_id', '=', household)] : []),
        ...(phone ? [w('phone_index', '=', phone)] : []),
      ]),
    )
    .limit(50)
    .execute()
  return d.tx
    .selectFrom('cases')
    .select(columns)
    .where(
      'resident_id',
      'in',
      people.map((p) => p.id),
    )
    .where(recent(d, row.id))
    .orderBy(sql`due_at is null`)
    .orderBy('registered_at', 'desc')
    .limit(shown)
    .execute()
}
