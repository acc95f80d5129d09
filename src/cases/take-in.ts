/** A resident's own request, from the web: no account, words only. The busiest door of all: one message to the database for all that arrive together. */
import type { Caller } from '../access/caller.ts'
import { doing, type House } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { gather } from '../kernel/gathering.ts'
import type { Tx } from '../kernel/scope.ts'
import {
  opensFor,
  type Prepared,
  prepare,
  type Registered,
  type Request,
  receiptOf,
  register,
  toldOf,
} from './intake.ts'
import type { Intake } from './model.ts'
import { villageFor } from './readers.ts'

/** Who leaves a number on the page was told what it is for, on that page. */
export const webRequest = (input: Intake): Request => ({
  ...input,
  channel: 'web',
  consent: input.contact ? 'given' : 'not-asked',
})

/** Takes a request in. With files, for a known resident, or as part of a transaction already begun, it goes the ordinary way. */
export async function takeIn(house: House, caller: Caller, input: Intake, within?: Tx) {
  const request = webRequest(input)
  if (within || request.files?.length || request.residentId)
    return doing(house, caller, (d) => register(d.house, d.tx, d.caller, d.at, request), within)
  return registerAlone(house, caller, caller.at ?? house.now(), request)
}

type Arrival = { jurisdictionId: number; rows: Prepared }

/** Two batches in flight: while one waits for the disk the other is parsed. More only makes them smaller (docs/bench.md). */
const atOnce = 2
const most = 32
/** Some seconds' work for a small machine: who comes later is told when to come again, before anything is written. */
const longestQueue = 4000

const doors = new WeakMap<House['db'], ReturnType<typeof doorOf>>()
const doorOf = (house: House) =>
  gather<Arrival, Registered | undefined>({
    atOnce,
    most,
    sort: (arrival) => arrival.jurisdictionId,
    // the cases' ids are made here, so the scope is known before the first word: begin, scope, rows, commit go as one message
    run: async (arrivals) => {
      const jurisdictionId = arrivals[0]?.jurisdictionId ?? 0
      const all = arrivals.map(({ rows }) => rows)
      const done = await house.db.once<Registered>(
        { jurisdictionId, ...opensFor(...all) },
        'select * from register_cases($1::jsonb)',
        [JSON.stringify(all)],
      )
      const byCase = new Map(done.map((row) => [row.asked, row]))
      return all.map((rows) => byCase.get(rows.case.id))
    },
  })

/** Written together with whatever arrives meanwhile, answered after the commit that holds it. */
async function registerAlone(house: House, caller: Caller, at: Date, request: Request) {
  const { jurisdictionId } = caller
  const door = doors.get(house.db) ?? doorOf(house)
  doors.set(house.db, door)
  if (door.waiting() >= longestQueue) throw new Refusal('rate.exceeded', { seconds: 5 })
  const village = await villageFor(house, jurisdictionId, request.villageId, at)
  const rows = await prepare(house, village, caller, at, request)
  const receipt = receiptOf(house, caller, rows, await door.add({ jurisdictionId, rows }))
  if (!receipt.again) house.db.tell(toldOf(village, caller, rows, request))
  return receipt
}
