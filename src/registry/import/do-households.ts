/** A planned list of households, done: heads sealed under keys of their own, households and ties written some hundreds at a time. */
import { sql } from 'kysely'
import type { Doing } from '../../access/command.ts'
import { addDays, dayOf } from '../../kernel/calendar/deadline.ts'
import { alsoOpen, openMeanwhile } from '../../kernel/scope.ts'
import { resealPhone, sealContact } from '../people.ts'
import { beginTies, endTies } from '../ties.ts'
import type { HouseholdRow } from './households-plan.ts'

const batch = 500
/** The list of people opened is looked through for each row written of them. */
const few = 100
/** A table just filled is gone through whole for each statement: there are few of these. */
const wide = 4000
const batches = <T>(all: readonly T[], size = batch): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

export async function doHouseholds(d: Doing, plan: readonly HouseholdRow[]): Promise<void> {
  const orgs = await d.tx.selectFrom('orgs').select(['id', 'chain']).execute()
  const chains = new Map(orgs.map((o) => [o.id, o.chain]))
  const ids = new Map<HouseholdRow, string>()
  const moves = plan.filter((r) => r.does !== 'same')
  for (const r of moves) ids.set(r, r.id ?? d.newId())
  const idOf = (r: HouseholdRow) => ids.get(r) as string
  const chainOf = (r: HouseholdRow) => chains.get(r.villageId ?? '') ?? []

  for (const some of batches(moves.filter((r) => !r.id)))
    await d.tx
      .insertInto('households')
      .values(
        some.map((r) => ({
          jurisdiction_id: d.caller.jurisdictionId,
          id: idOf(r),
          village_id: r.villageId ?? '',
          number: r.number ?? 0,
          village_group: r.set?.group ?? '',
          people: r.set?.people ?? null,
          traits: [...(r.set?.traits ?? [])],
          head_id: null,
          seen_by: [...chainOf(r)],
        })),
      )
      .execute()
  for (const some of batches(moves.filter((r) => r.id && r.set)))
    await sql`update households h set village_group = r."group", people = r.people, traits = r.traits
      from jsonb_to_recordset(${JSON.stringify(some.map((r) => ({ id: r.id, ...r.set })))}::jsonb)
        as r(id uuid, "group" text, people int, traits text[]) where h.id = r.id`.execute(d.tx)
  await addHeads(
    d,
    moves.filter((r) => r.head),
    idOf,
    chainOf,
  )
  for (const some of batches(
    moves.filter((r) => r.phone),
    few,
  ))
    await changePhones(d, some)
  await tie(d, moves, idOf, chainOf)
}

/** Whoever was the head stays somebody of the household: what they once asked for is still theirs. */
async function addHeads(
  d: Doing,
  rows: readonly HouseholdRow[],
  idOf: (r: HouseholdRow) => string,
  chainOf: (r: HouseholdRow) => readonly string[],
) {
  const { jurisdictionId } = d.caller
  // a household that is there may be seen by more than its village: its liaison, and whoever else serves it
  const seen = new Map<string, string[]>()
  for (const some of batches(rows, wide)) {
    const there = d.tx.selectFrom('households').select(['id', 'seen_by']).where('id', 'in', some.map(idOf))
    for (const h of await there.execute()) seen.set(h.id, h.seen_by)
  }
  const heads = rows.map((r) => {
    const id = d.newId()
    const { wrapped, ...sealed } = sealContact(d.house.keys, jurisdictionId, id, { ...r.head })
    return { row: r, id, wrapped, sealed }
  })
  for (const some of batches(heads, few))
    await openMeanwhile(d.tx, async () => {
      await alsoOpen(d.tx, { people: some.map((h) => h.id) })
      await d.tx
        .insertInto('person_keys')
        .values(some.map((h) => ({ jurisdiction_id: jurisdictionId, resident_id: h.id, wrapped: h.wrapped })))
        .execute()
      await d.tx
        .insertInto('residents')
        .values(
          some.map(({ row, id, sealed }) => ({
            jurisdiction_id: jurisdictionId,
            id,
            village_id: row.villageId ?? '',
            household_id: idOf(row),
            consent: 'not-asked',
            created_at: d.at,
            seen_by: [...(seen.get(idOf(row)) ?? chainOf(row))],
            ...sealed,
          })),
        )
        .execute()
    })
  for (const some of batches(heads, wide)) {
    const ids = some.map((h) => idOf(h.row))
    await sql`update households set head_id = (${some.map((h) => h.id)}::uuid[])[array_position(${ids}::uuid[], id)]
      where id = any (${ids}::uuid[])`.execute(d.tx)
  }
}

async function changePhones(d: Doing, rows: readonly HouseholdRow[]) {
  const phones = new Map(rows.flatMap((r) => (r.phone ? [[r.phone.of, r.phone.phone]] : [])))
  await openMeanwhile(d.tx, async () => {
    await alsoOpen(d.tx, { people: [...phones.keys()] })
    const keys = await d.tx
      .selectFrom('person_keys')
      .select(['resident_id', 'wrapped'])
      .where('resident_id', 'in', [...phones.keys()])
      .where('wrapped', 'is not', null)
      .execute()
    for (const { resident_id, wrapped } of keys)
      if (wrapped)
        await d.tx
          .updateTable('residents')
          .set(resealPhone(d.house.keys, d.caller.jurisdictionId, resident_id, wrapped, phones.get(resident_id) ?? ''))
          .where('id', '=', resident_id)
          .execute()
  })
}

async function tie(
  d: Doing,
  rows: readonly HouseholdRow[],
  idOf: (r: HouseholdRow) => string,
  chainOf: (r: HouseholdRow) => readonly string[],
) {
  const today = dayOf(d.at)
  const tied = rows.flatMap((row) => (row.liaison ? [{ row, ...row.liaison }] : []))
  await beginTies(
    d,
    tied.map(({ row, memberId }) => ({
      kind: 'liaison',
      member_id: memberId,
      household_id: idOf(row),
      startsOn: today,
      seenBy: [...chainOf(row), memberId],
    })),
  )
  await endTies(
    d,
    tied.flatMap((t) => t.ends ?? []),
    { endsOn: addDays(today, -1) },
  )
}
