/** Everything the desk sees of a case, and the steps open to its reader. */
import type { Doing } from '../access/command.ts'
import type { Tx } from '../kernel/scope.ts'
import { suggestAbout } from './about.ts'
import { maskedContact } from './contact-store.ts'
import { knownOrgs } from './known-orgs.ts'
import { type Facts, openTo } from './lifecycle.ts'
import type { State } from './model.ts'
import { petitionView } from './petition/view.ts'
import { publishingOf } from './redact/published.ts'
import { type CaseRow, factsOf, listEvents, listFiles, listLinks, openCase } from './store.ts'
import { fileView, names, orgRef, personRef, reading, residentLine, summary, wordsOf } from './summary.ts'
import type { CaseView } from './views.ts'

/** The order in which a next step is offered: the first of these that is open is the big button. */
const nextFirst = [
  'handUp',
  'accept',
  'receive',
  'approveExtension',
  'choosePetitionKind',
  'routePetition',
  'tellInWriting',
  'extendPetition',
  'concludePetition',
  'answerReview',
  'answerReReview',
  'answer',
  'dispatch',
  'settle',
  'resume',
  'replyHeard',
  'confirmByCall',
  'settleDirectly',
]
export function orderedMay(d: Doing, facts: Facts): string[] {
  const open = openTo(d.caller.actor, facts, d.house.now()).map((s) => s.action)
  const rank = (a: string) => (nextFirst.includes(a) ? nextFirst.indexOf(a) : nextFirst.length)
  return [...new Set(open)].sort((a, b) => rank(a) - rank(b))
}

/** The cases named in these steps that this reader sees. */
async function seenAmong(tx: Tx, events: readonly { data: unknown }[]): Promise<ReadonlySet<string>> {
  const named = events.flatMap(({ data }) => {
    const { lead, newCase, splitFrom } = data as { lead?: string; newCase?: string; splitFrom?: string }
    return [lead, newCase, splitFrom].filter((id) => id !== undefined)
  })
  if (!named.length) return new Set()
  const rows = await tx.selectFrom('cases').select('id').where('id', 'in', named).execute()
  return new Set(rows.map((r) => r.id))
}

/** In whose place a step was taken. */
const absentOf = (event: { data: unknown }) => (event.data as { standsInFor?: string }).standsInFor ?? null

/** A step that named another case names none to who does not see that one: it may have become confidential since. */
function withoutUnseen(data: Record<string, unknown>, seen: ReadonlySet<string>) {
  const { lead, leadNumber, newCase, newNumber, splitFrom, ...rest } = data
  return {
    ...rest,
    ...(seen.has(String(lead)) && { lead, leadNumber }),
    ...(seen.has(String(newCase)) && { newCase, newNumber }),
    ...(seen.has(String(splitFrom)) && { splitFrom }),
  }
}

/** Everything the desk sees of a case: refused with `not-found` outside the reader's scope. */
export const viewCase = async (d: Doing, id: string): Promise<CaseView> => viewOpened(d, await openCase(d.tx, id))

/** The same of a case opened already. */
export async function viewOpened(d: Doing, row: CaseRow): Promise<CaseView> {
  const { id } = row
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
  const facts = factsOf(row, orgs, reading(d))
  const [events, files, links, splits] = [
    await listEvents(d.tx, id),
    await listFiles(d.tx, id),
    await listLinks(d.tx, id),
    await d.tx
      .selectFrom('cases')
      .select(['id', 'number', 'opening', 'state', 'split_from'])
      .where((w) => w.or([w('split_from', '=', id), w('id', '=', row.split_from ?? id)]))
      .where('id', '!=', id)
      .execute(),
  ]
  const linkedIds = links.map((l) => (l.case_id === id ? l.lead_case_id : l.case_id))
  const linked = linkedIds.length
    ? await d.tx.selectFrom('cases').select(['id', 'number', 'opening', 'state']).where('id', 'in', linkedIds).execute()
    : []
  const ref = (c: { id: string; number: string; opening: string; state: string }) => ({
    id: c.id,
    number: c.number,
    opening: wordsOf(d, c),
    state: c.state as State,
  })
  const about = row.hidden_from.filter((x) => !orgs.has(x))
  const people = await names(d, [
    row.holder_member_id,
    row.registrar_id,
    ...about,
    ...events.flatMap((e) => [e.member_id, absentOf(e)]),
  ])
  const seen = await seenAmong(d.tx, events)
  const fileViews = files.map((f) => fileView(f, '/api/v1/files', `caseId=${id}`))
  const leadId = links.find((l) => l.case_id === id)?.lead_case_id
  return {
    ...summary(d, row, orgs, people),
    words: events[0]?.texts['words'] ?? wordsOf(d, row),
    wordsErased: row.words_erased_at !== null,
    publishing: await publishingOf(d, row),
    registrar: personRef(people, row.registrar_id),
    contact: row.resident_id ? await maskedContact(d, row.resident_id) : null,
    askedUntil: row.asked_until,
    approver: orgRef(orgs, row.approver_org_id),
    paused: facts.paused && {
      clock: facts.paused.clock,
      dueAt: facts.paused.dueAt.toISOString(),
      since: facts.paused.at.toISOString(),
    },
    pauses: row.pauses,
    handled: petitionView(d, facts, events, orgs),
    verdictAt: row.verdict_at?.toISOString() ?? null,
    later: facts.later,
    standard: [...events].reverse().find((e) => e.type === 'dispatch')?.texts['standard'] ?? null,
    calls: row.calls,
    extended: row.extended,
    events: events.map((e) => ({
      seq: e.seq,
      type: e.type,
      audience: e.audience as 'everyone' | 'desk',
      at: e.at.toISOString(),
      actor: {
        kind: e.actor_kind as 'member' | 'resident' | 'system',
        member: personRef(people, e.member_id),
        standsInFor: personRef(people, absentOf(e)),
        org: orgRef(orgs, e.org_id),
      },
      data: withoutUnseen(e.data as Record<string, unknown>, seen),
      texts: e.texts,
      redacted: e.redacted,
      files: fileViews.filter((f) => f.seq === e.seq),
    })),
    linkedTo: linked.filter((c) => c.id === leadId).map(ref)[0] ?? null,
    linked: linked.filter((c) => c.id !== leadId).map(ref),
    splitFrom: splits.filter((c) => c.id === row.split_from).map(ref)[0] ?? null,
    splits: splits.filter((c) => c.split_from === id).map(ref),
    about: row.hidden_from.length
      ? {
          orgs: row.hidden_from.flatMap((x) => orgRef(orgs, x) ?? []),
          members: about.map((x) => ({ id: x, name: people.get(x) ?? '' })),
        }
      : null,
    aboutSuggested:
      row.hidden_from.length === 0 && suggestAbout(d.house.scheme, events[0]?.texts['words'] ?? row.opening),
    may: orderedMay(d, facts),
    residentReads: residentLine(d, d.caller.language, row, orgs),
  }
}
