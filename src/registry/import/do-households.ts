/** A planned list of households, done: heads sealed under keys of their own, households and ties written some hundreds at a time. */
import { type RawBuilder, sql } from 'kysely'
import type { Doing } from '../../access/command.ts'
import { addDays, dayOf } from '../../kernel/calendar/deadline.ts'
import { alsoOpen, openMeanwhile } from '../../kernel/scope.ts'
import { resealPhone, sealContact } from '../people.ts'
import { beginTies, endTies } from '../ties.ts'
import type { HouseholdRow } from './households-plan.ts'

const batch = 500
/** The list of people opened is looked through for each row written of them. */
const few = 100
const batches = <T>(all: readonly T[], size = batch): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))

/** A row that is done: the household's id, and its village with all above it. */
type Moving = { readonly row: HouseholdRow; readonly id: string; readonly chain: readonly string[] }

export async function doHouseholds(d: Doing, plan: readonly HouseholdRow[]): Promise<void> {
  const orgs = await d.tx.selectFrom('orgs').select(['id', 'chain']).execute()
  const chains = new Map(orgs.map((o) => [o.id, o.chain]))
  const moves: Moving[] = plan
    .filter((r) => r.does !== 'same')
    .map((r) => ({ row: r, id: r.id ?? d.newId(), chain: chains.get(r.villageId ?? '') ?? [] }))

  await addHouseholds(
    d,
    moves.filter(({ row }) => !row.id),
  )
  const there = moves.filter(({ row }) => row.id)
  for (const some of batches(there.filter(({ row }) => row.set)))
    await sql`update households h set village_group = r."group", people = r.people, traits = r.traits
      from jsonb_to_recordset(${JSON.stringify(some.map(({ id, row }) => ({ id, ...row.set })))}::jsonb)
        as r(id uuid, "group" text, people int, traits text[]) where h.id = r.id`.execute(d.tx)
  await changeHeads(
    d,
    there.filter(({ row }) => row.head),
  )
  for (const some of batches(
    there.flatMap(({ row }) => row.phone ?? []),
    few,
  ))
    await changePhones(d, some)
  await tie(d, moves)
}

/** Whoever will serve it sees it from its first day. */
const seenBy = ({ row, chain }: Moving) => [...new Set([...chain, ...(row.liaison ? [row.liaison.memberId] : [])])]

/** A head of this household, under a key of their own. */
function headOf(d: Doing, { row, id: household_id }: Moving, seen: readonly string[]) {
  const { jurisdictionId: jurisdiction_id } = d.caller
  const id = d.newId()
  const { wrapped, ...sealed } = sealContact(d.house.keys, jurisdiction_id, id, { ...row.head })
  return {
    key: { jurisdiction_id, resident_id: id, wrapped },
    resident: {
      jurisdiction_id,
      id,
      village_id: row.villageId ?? '',
      household_id,
      consent: 'not-asked',
      created_at: d.at,
      seen_by: [...seen],
      ...sealed,
    },
  }
}

/** A household and its head name each other: both come in one statement, so that no row is written twice. */
async function addHouseholds(d: Doing, fresh: readonly Moving[]) {
  for (const some of batches(fresh, few)) {
    // a name that was masked is no name: such a household has no head yet
    const heads = new Map(some.flatMap((one) => (one.row.head ? [[one, headOf(d, one, seenBy(one))]] : [])))
    const households = some.map((one) => ({
      jurisdiction_id: d.caller.jurisdictionId,
      id: one.id,
      village_id: one.row.villageId ?? '',
      number: one.row.number ?? 0,
      village_group: one.row.set?.group ?? '',
      people: one.row.set?.people ?? null,
      traits: [...(one.row.set?.traits ?? [])],
      head_id: heads.get(one)?.resident.id ?? null,
      seen_by: seenBy(one),
    }))
    await withHeads(d, [...heads.values()], sql`${d.tx.insertInto('households').values(households)}`)
  }
}

/** Keys and heads come in the statement that writes the households; open meanwhile, as their policies ask. */
async function withHeads(d: Doing, heads: readonly ReturnType<typeof headOf>[], households: RawBuilder<unknown>) {
  if (!heads.length) return households.execute(d.tx)
  return openMeanwhile(d.tx, async () => {
    await alsoOpen(d.tx, { people: heads.map(({ resident }) => resident.id) })
    const keys = d.tx.insertInto('person_keys').values(heads.map(({ key }) => key))
    const residents = d.tx.insertInto('residents').values(heads.map(({ resident }) => resident))
    await sql`with keys as (${keys}), heads as (${residents}) ${households}`.execute(d.tx)
  })
}

/** Whoever was the head stays somebody of the household: what they once asked for is still theirs. */
async function changeHeads(d: Doing, rows: readonly Moving[]) {
  for (const some of batches(rows, few)) {
    const ids = some.map(({ id }) => id)
    // seen by more than its village, perhaps: its liaison, and whoever else serves it
    const there = await d.tx.selectFrom('households').select(['id', 'seen_by']).where('id', 'in', ids).execute()
    const seen = new Map(there.map((h) => [h.id, h.seen_by]))
    const heads = some.map((one) => headOf(d, one, seen.get(one.id) ?? one.chain))
    await withHeads(
      d,
      heads,
      sql`update households h set head_id = n.head
      from unnest(${ids}::uuid[], ${heads.map(({ resident }) => resident.id)}::uuid[]) as n (id, head)
      where h.id = n.id`,
    )
  }
}

async function changePhones(d: Doing, said: readonly { readonly of: string; readonly phone: string }[]) {
  const phones = new Map(said.map(({ of, phone }) => [of, phone]))
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

async function tie(d: Doing, moves: readonly Moving[]) {
  const today = dayOf(d.at)
  const tied = moves.flatMap((one) => (one.row.liaison ? [{ ...one, ...one.row.liaison }] : []))
  const tiesOf = (some: typeof tied) =>
    some.map(({ id, memberId, chain }) => ({
      kind: 'liaison',
      member_id: memberId,
      household_id: id,
      startsOn: today,
      seenBy: [...chain, memberId],
    }))
  const [fresh, there] = [tied.filter(({ row }) => !row.id), tied.filter(({ row }) => row.id)]
  await beginTies(d, tiesOf(fresh), 'seen')
  await beginTies(d, tiesOf(there))
  await endTies(
    d,
    tied.flatMap((t) => t.ends ?? []),
    { endsOn: addDays(today, -1) },
  )
}
