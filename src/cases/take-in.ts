/** A resident's own request, from the web: no account, words only. The busiest door of all: one message to the database. */
import type { Caller } from '../access/caller.ts'
import { doing, type House } from '../access/command.ts'
import type { Tx } from '../kernel/scope.ts'
import { opensFor, prepare, type Registered, type Request, receiptOf, register, toldOf } from './intake.ts'
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

/** The case's id is made here, so its scope is known before the first word to the database: begin, scope, rows, commit go as one. */
async function registerAlone(house: House, caller: Caller, at: Date, request: Request) {
  const { jurisdictionId } = caller
  const village = await villageFor(house, jurisdictionId, request.villageId, at)
  const rows = await prepare(house, village, caller, at, request)
  const scope = { jurisdictionId, ...opensFor(rows) }
  const done = await house.db.once<Registered>(scope, 'select * from register_case($1::jsonb)', [JSON.stringify(rows)])
  const receipt = receiptOf(house, caller, rows, done[0])
  if (!receipt.again) house.db.tell(toldOf(village, caller, rows, request))
  return receipt
}
