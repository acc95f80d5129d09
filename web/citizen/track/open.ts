/** Opens a request for this browser: two hours, and from then on the pages know the village. */
import { followed, normal, openByCode } from '../../../src/cases/receipt.ts'
import type { Visit } from '../visit.ts'

/** Refused with `case.code-wrong` or `case.code-tries`. Gives the page to go to. */
export async function openTracked(v: Visit, number: string, code: string): Promise<string> {
  const caseId = await openByCode(v.house, v.caller(), { number: normal(number), code })
  const { village } = await followed(v.house, v.caller(caseId), { caseId })
  const place = v.directory.villages.find((x) => x.id === village.id)
  if (place) v.remember.village(place)
  v.remember.tracked(caseId)
  return '/track/your-request'
}
