/** What the resident follows: their words, where it stands, the story in plain words, and what they may do. */
import type { Doing } from '../access/command.ts'
import { dayText, t } from '../kernel/texts.ts'
import type { Level } from '../programme/vocabulary.ts'
import { confidentialityOf } from './about.ts'
import { openTo } from './lifecycle.ts'
import { answerWords, isOpen, lastAnswer, type State } from './model.ts'
import { petitionForResident } from './petition/view.ts'
import { type CaseRow, factsOf, listEvents, listFiles, openCase, orgsById } from './store.ts'
import { fileView, orgRef, placeRef, reading, residentLine, spoken, wordsOf } from './summary.ts'
import type { CaseSummary, ResidentView } from './views.ts'

/** Steps that say why, of the answer that stands. */
const judging = ['confirm', 'dispute', 'confirmByCall', 'disputeByCall', 'explainVerdict', 'dissent', 'dissentByCall']
const last = <E extends { type: string }>(events: readonly E[], type: string) =>
  [...events].reverse().find((e) => e.type === type)
/** The words of the verdict on the answer that stands. */
export function whySaid(events: readonly { seq: number; type: string; texts: Record<string, string> }[]) {
  const asked = lastAnswer(events)?.seq ?? 0
  const said = events.filter((e) => e.seq > asked && judging.includes(e.type) && e.texts['why'])
  return said.at(-1)?.texts['why'] ?? null
}
/** Which of a step's words the resident reads. */
const residentReads: Record<string, string> = {
  register: 'words',
  answer: 'answer',
  settle: 'answer',
  settleDirectly: 'answer',
  answerWithLead: 'answer',
  decline: 'explanation',
  escalate: 'reason',
  sendBack: 'reason',
  shelve: 'reason',
  appeal: 'reason',
  dispute: 'why',
  confirm: 'why',
  addWords: 'words',
  addHeard: 'words',
  withdraw: 'note',
  askExtension: 'reason',
  split: 'keeps',
  receive: 'plan',
  recall: 'reason',
  passOn: 'explanation',
  askResident: 'question',
  reply: 'words',
  replyHeard: 'words',
  confirmByCall: 'why',
  disputeByCall: 'why',
  stillSettled: 'why',
  notSettled: 'why',
  explainVerdict: 'why',
  tellInWriting: 'notice',
  extendPetition: 'reason',
  askReview: 'reason',
  askReviewHeard: 'reason',
  askReReview: 'reason',
  askReReviewHeard: 'reason',
  dissent: 'why',
  dissentByCall: 'why',
}
/** Steps after which the request stands still, or ends, for a reason the resident is told. */
const resting: Partial<Record<State, string>> = { declined: 'decline', 'passed-on': 'passOn', shelved: 'shelve' }

/** What the resident follows: their words, where it stands, the story in plain words, and what they may do. */
export const viewForResident = async (d: Doing, id: string): Promise<ResidentView> =>
  viewAsResident(d, await openCase(d.tx, id), { base: '/track/files', query: 'of=case' })

/** The same of a case opened already; `at` names where the reader finds its files. */
export async function viewAsResident(
  d: Doing,
  row: CaseRow,
  at: { base: string; query: string },
): Promise<ResidentView> {
  const { id } = row
  const orgs = await orgsById(d.tx)
  const language = d.caller.language
  const facts = factsOf(row, orgs, reading(d))
  const events = await listEvents(d.tx, id, 'everyone')
  const files = (await listFiles(d.tx, id)).map((f) => fileView(f, at.base, at.query))
  const splits = events.flatMap((e) =>
    e.type === 'split' ? [{ number: String((e.data as { newNumber?: string }).newNumber) }] : [],
  )
  const answer = ['answered', 'closed'].includes(row.state) ? lastAnswer(events) : undefined
  const rests = last(events, resting[row.state as State] ?? '')
  const passed = row.state === 'passed-on' ? (rests?.data as { authority?: string; phone?: string }) : undefined
  const hearsFirst =
    isOpen(row.state as State) &&
    facts.reachable &&
    !row.contacted_at &&
    row.contact_due_at !== null &&
    row.contact_due_at >= d.house.now()
  const told = toldBefore(events)
  const may = openTo({ kind: 'resident' }, facts, d.house.now()).map((s): string => s.action)
  const holder = row.holder_org_id ? orgs.get(row.holder_org_id) : undefined
  return {
    number: row.number,
    state: row.state as State,
    village: placeRef(orgs, row.village_id),
    place: row.place,
    words: events[0]?.texts['words'] ?? wordsOf(d, row),
    redacted: events[0]?.redacted.includes('words') ?? false,
    erased: { contact: row.contact_erased_at !== null, words: row.words_erased_at !== null },
    publishing: { allowed: row.publish_allowed, published: row.published },
    registeredAt: row.registered_at.toISOString(),
    line: residentLine(d, language, row, orgs),
    dueAt: row.due_at && (row.promised_at ?? row.due_at).toISOString(),
    dueProvisional: row.due_provisional,
    contactBy: hearsFirst ? (row.contact_due_at?.toISOString() ?? null) : null,
    questionUntil: row.state === 'waiting' ? (row.due_at?.toISOString() ?? null) : null,
    question: row.state === 'waiting' ? (last(events, 'askResident')?.texts['question'] ?? null) : null,
    verdictUntil: facts.verdictUntil && facts.verdictUntil >= d.house.now() ? facts.verdictUntil.toISOString() : null,
    holder: holder ? { id: holder.id, name: holder.name, nameEn: holder.nameEn, phone: holder.phone } : null,
    answer: answer
      ? {
          text: answerWords(answer.texts) ?? t(language, 'redact.words-gone'),
          redacted: answer.redacted.includes('answer'),
          result: (answer.data as { result: 'resolved' | 'explained' }).result,
          at: answer.at.toISOString(),
          org: orgRef(orgs, answer.org_id),
          files: files.filter((f) => f.seq === answer.seq),
        }
      : null,
    outcome: row.outcome as ResidentView['outcome'],
    confidential: confidentialityOf(row.hidden_from, facts.ladder),
    verdict: row.resolved
      ? {
          resolved: row.resolved as 'yes' | 'partly' | 'no',
          satisfied: row.satisfied as CaseSummary['satisfied'],
          why: whySaid(events),
        }
      : null,
    later: facts.later,
    weWillCall: row.doubt !== null && facts.reachable,
    reason: rests ? (rests.texts[residentReads[rests.type] ?? ''] ?? null) : null,
    passedOn: passed ? { authority: passed.authority ?? '', phone: passed.phone ?? null } : null,
    story: events.map((e) => {
      const data = e.data as {
        due?: string
        told?: string
        holder?: string
        newNumber?: string
        level?: Level
        authority?: string
      }
      const org = orgRef(orgs, e.org_id)
      const name = (id: string | null | undefined) => spoken(language, orgs.get(id ?? ''))
      return {
        seq: e.seq,
        type: e.type,
        at: e.at.toISOString(),
        org,
        files: files.filter((f) => f.seq === e.seq && f.role !== 'request'),
        redacted: e.redacted.includes(residentReads[e.type] ?? ''),
        words: e.type === 'register' ? null : (e.texts[residentReads[e.type] ?? ''] ?? null),
        line: t(language, `story.${e.type}`, {
          org: name(e.org_id),
          to: name(data.holder),
          number: data.newNumber ?? '',
          authority: data.authority ?? '',
          before: told.get(e.seq) ? dayText(language, new Date(told.get(e.seq) ?? 0)) : '',
          due: (data.told ?? data.due) ? dayText(language, new Date(data.told ?? data.due ?? 0)) : '',
        }),
      }
    }),
    files: files.filter((f) => f.role === 'request'),
    splits,
    petition: petitionForResident(facts, events, orgs, may),
    may,
  }
}

/** The date the resident had been told before each step: an extension is shown with the old one and the new one. */
function toldBefore(events: readonly { seq: number; data: unknown }[]): ReadonlyMap<number, string> {
  const before = new Map<number, string>()
  let told: string | undefined
  for (const { seq, data } of events) {
    if (told) before.set(seq, told)
    const now = data as { told?: string; due?: string | null }
    told = now.told ?? told ?? now.due ?? undefined
  }
  return before
}
