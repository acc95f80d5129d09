/** Number and query code: how a resident opens a request again. Tries are counted, so that six digits hold. */
import { z } from 'zod'
import type { Caller } from '../access/caller.ts'
import { command, type House } from '../access/command.ts'
import { sameBytes } from '../kernel/crypto.ts'
import { Refusal } from '../kernel/errors.ts'
import { alsoOpen } from '../kernel/scope.ts'
import { viewForResident } from './view-resident.ts'
import { wrongTries } from './wrong-tries.ts'

export const LookUp = z.object({
  number: z.string().trim().toUpperCase().min(6).max(24),
  code: z
    .string()
    .transform((c) => c.normalize('NFKC').replace(/\D/g, ''))
    .pipe(z.string().length(6)),
})
export type LookUp = z.output<typeof LookUp>

// ten wrong codes an hour for one number: guessing six digits would take years
const tries = wrongTries(10)

/** The id of the case this number and code open. Refused alike for a wrong number and a wrong code. */
export async function openByCode(house: House, caller: Caller, input: LookUp): Promise<string> {
  const key = `${caller.jurisdictionId}/${normal(input.number)}`
  await tries.check(key)
  const found = await house.db.transaction({ jurisdictionId: caller.jurisdictionId }, (tx) =>
    tx.selectFrom('case_receipts').select('case_id').where('number', '=', normal(input.number)).executeTakeFirst(),
  )
  const expected = house.keys.queryCode(caller.jurisdictionId, found?.case_id ?? 'none')
  if (found && sameBytes(Buffer.from(expected), Buffer.from(input.code))) return found.case_id
  await tries.count(key)
  throw new Refusal('case.code-wrong')
}

/** LX 2611 0427, lx-2611-0427 and 2611-0427 are all meant alike. */
export function normal(number: string): string {
  const digits = number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9]/g, '')
  return `LX-${digits.slice(0, 4)}-${digits.slice(4)}`
}

/** What a resident follows, by number and code. */
export const lookUp = async (house: House, caller: Caller, input: LookUp) => {
  const caseId = await openByCode(house, caller, input)
  return followed(house, { ...caller, actor: { kind: 'resident', caseId } }, { caseId })
}

/** What a resident follows, once opened. */
export const followed = command(z.object({ caseId: z.uuid() }), async (d, { caseId }) => {
  await alsoOpen(d.tx, { cases: [caseId] })
  return viewForResident(d, caseId)
})
