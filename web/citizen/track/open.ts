/** Opens a request for this browser: two hours, and from then on the pages know the village. */

import { hasLeaf } from '../../../src/cases/public-log/standing.ts'
import { followed, normal, openByCode } from '../../../src/cases/receipt.ts'
import type { Visit } from '../visit.ts'

/** Refused with `case.code-wrong` or `case.code-tries`. Gives the page to go to; with the leaf of a receipt it says whether that is the same. */
export async function openTracked(v: Visit, number: string, code: string, leaf?: string): Promise<string> {
  const caseId = await openByCode(v.house, v.caller(), { number: normal(number), code })
  const { village } = await followed(v.house, v.caller(caseId), { caseId })
  const place = v.directory.villages.find((x) => x.id === village.id)
  if (place) v.remember.village(place)
  v.remember.tracked(caseId)
  if (leaf === undefined) return '/track/your-request'
  const hex = Buffer.from(leaf, 'base64url').toString('hex')
  const same = await hasLeaf(v.house, v.caller(caseId), { caseId, leaf: hex })
  return `/track/your-request?done=receipt-${same ? 'same' : 'other'}`
}
