/** The resident's verdict, by form or by one tap from a message: recorded once, whoever presses twice, and never for an answer that has been replaced. */
import { z } from 'zod'
import { command, type Doing, type House } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { alsoOpen } from '../kernel/scope.ts'
import type { Action } from './lifecycle.ts'
import { freeText, grades, Id, lastAnswer, resolvedAnswers } from './model.ts'
import { isFinal, type PetitionFacts } from './petition/facts.ts'
import { step } from './service.ts'
import { type CaseRow, listEvents, lockCase } from './store.ts'
import { readVerdictToken } from './verdict-link.ts'
import { viewForResident, whySaid } from './view-resident.ts'
import type { ResidentView } from './views.ts'
import { wrongTries } from './wrong-tries.ts'

const Seq = z.number().int().min(1).max(100_000)
const Verdict = z.object({
  caseId: Id,
  seq: Seq.optional().describe('The answer that was asked about; a newer one is not judged by it'),
  resolved: z.enum(resolvedAnswers),
  satisfied: z.enum(grades).optional(),
  why: freeText(1, 1000).optional(),
})
type Verdict = z.output<typeof Verdict>

/** Gives, changes or explains a verdict. What was said already is not said again. Refused with `case.not-now` when its time is over. */
export const giveVerdict = command(Verdict, async (d, input): Promise<ResidentView> => {
  const row = await lockCase(d.tx, input.caseId)
  const events = await listEvents(d.tx, row.id, 'everyone')
  if (input.seq !== undefined && input.seq !== lastAnswer(events)?.seq) throw new Refusal('case.not-now')
  const action = actionFor(row, input)
  const details = newDetails(row, input, row.resolved && whySaid(events))
  const changes = action !== 'explainVerdict' || row.resolved !== input.resolved
  if (changes || details.satisfied || details.why)
    await take(d, row, action, { ...(changes && { resolved: input.resolved }), ...details })
  return viewForResident(d, row.id)
})

/** Which step says this now: a change between “settled” and “not” closes or reopens, everything else only explains. */
function actionFor(row: CaseRow, { resolved }: Verdict): Action {
  if (resolved === 'yes') return row.state === 'closed' && row.resolved === 'yes' ? 'explainVerdict' : 'confirm'
  const saidNo = row.resolved === 'partly' || row.resolved === 'no'
  if (saidNo && row.state !== 'answered' && row.state !== 'closed') return 'explainVerdict'
  if (!isFinal(row.petition as PetitionFacts | null)) return 'dispute'
  // after the second review of a petition nothing is opened again: the “no” is noted, and closes
  return saidNo && row.state === 'closed' ? 'explainVerdict' : 'dissent'
}

function newDetails(row: CaseRow, { satisfied, why }: Verdict, known: string | null) {
  return {
    ...(satisfied && satisfied !== row.satisfied && { satisfied }),
    ...(why && why !== known && { why }),
  }
}

/** Weeks later: was it really settled? Said once; the same said again changes nothing. */
export const sayLater = command(
  z.object({ caseId: Id, seq: Seq.optional(), settled: z.enum(['yes', 'no']), why: freeText(1, 1000).optional() }),
  async (d, { caseId, seq, settled, why }): Promise<ResidentView> => {
    const row = await lockCase(d.tx, caseId)
    const asked = (await listEvents(d.tx, caseId, 'everyone')).filter((e) => e.type === 'askLater').at(-1)
    if (seq !== undefined && seq !== asked?.seq) throw new Refusal('case.not-now')
    if (row.later !== settled)
      await take(d, row, settled === 'yes' ? 'stillSettled' : 'notSettled', { ...(why && { why }) })
    return viewForResident(d, caseId)
  },
)

async function take(d: Doing, row: CaseRow, action: Action, input: Record<string, unknown>) {
  await step(d, row, action, input)
  d.house.nudge()
}

// a wrong link is a slip of copying; many are somebody trying
const tries = wrongTries(30)

/** The case and step a link names. Refused with `case.link-wrong`, and `case.code-tries` after many wrong ones from one address. */
export async function openLink(house: House, jurisdictionId: number, token: string, address: string) {
  const key = `${jurisdictionId}/${address}`
  await tries.check(key)
  const opened = readVerdictToken(house.keys, jurisdictionId, token)
  if (opened) return opened
  await tries.count(key)
  throw new Refusal('case.link-wrong')
}

/** `verdict`, `later`: what this link asks now · `said`: its verdict stands and can only be explained · `over`: a newer answer, or time is up. */
export type Asked = { readonly asks: 'verdict' | 'later' | 'said' | 'over'; readonly view: ResidentView }

/** What a link asks now, and of which request. Changes nothing. */
export const askedByLink = command(z.object({ caseId: Id, seq: Seq }), async (d, { caseId, seq }): Promise<Asked> => {
  await alsoOpen(d.tx, { cases: [caseId] })
  const view = await viewForResident(d, caseId)
  return { asks: asksNow(view, seq), view }
})

function asksNow({ story, may }: ResidentView, seq: number): Asked['asks'] {
  if (story.some((e) => e.seq === seq && e.type === 'askLater')) return may.includes('stillSettled') ? 'later' : 'over'
  if (seq !== lastAnswer(story)?.seq) return 'over'
  if (may.includes('confirm') || may.includes('dispute')) return 'verdict'
  return may.includes('explainVerdict') ? 'said' : 'over'
}
