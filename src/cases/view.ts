/** What is shown of a case: to the desk everything its reader may see, to the resident the story in plain words. */
import type { Doing } from '../access/command.ts'
import { colour, remaining, share } from '../kernel/calendar/deadline.ts'
import type { Language } from '../kernel/app.ts'
import { dayText, t } from '../kernel/texts.ts'
import type { Level } from '../programme/vocabulary.ts'
import { maskName, maskPhone, openContact } from '../registry/people.ts'
import { openTo, type Facts } from './lifecycle.ts'
import type { State } from './model.ts'
import { type CaseRow, type Chains, type OrgBrief, factsOf, listEvents, listFiles, listLinks, openCase, orgsById } from './store.ts'
import type { CaseSummary, CaseView, ResidentView } from './views.ts'

export type SummaryRow = Pick<
  CaseRow,
  | 'id' | 'number' | 'version' | 'opening' | 'title' | 'place' | 'village_id' | 'state' | 'level' | 'holder_org_id' | 'holder_member_id'
  | 'lead_org_id' | 'channel' | 'category' | 'nature' | 'extent' | 'urgency' | 'registered_at' | 'changed_at' | 'ended_at' | 'clock'
  | 'clock_started_at' | 'due_at' | 'due_provisional' | 'outcome' | 'satisfied' | 'sent_back' | 'reopened'
>
export const summaryColumns = [
  'id', 'number', 'version', 'opening', 'title', 'place', 'village_id', 'state', 'level', 'holder_org_id', 'holder_member_id', 'lead_org_id',
  'channel', 'category', 'nature', 'extent', 'urgency', 'registered_at', 'changed_at', 'ended_at', 'clock', 'clock_started_at', 'due_at',
  'due_provisional', 'outcome', 'satisfied', 'sent_back', 'reopened',
] as const

export const levelOf = (d: Pick<Doing, 'house'>) => (kind: string): Level | undefined => {
  const rules = d.house.scheme.orgKinds[kind]
  return rules && !rules.handles ? rules.level : undefined
}
export const orgRef = (orgs: Chains, id: string | null) => {
  const org = id ? orgs.get(id) : undefined
  return org ? { id: org.id, name: org.name, nameEn: org.nameEn } : null
}

/** A village by the name people call it. */
export const placeRef = (orgs: Chains, id: string) => {
  const org = orgs.get(id)
  return { id, name: org?.shortName ?? '', nameEn: org?.shortNameEn ?? '' }
}

/** Members' names by id, for the few a page shows. */
export async function names(d: Doing, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (!wanted.length) return new Map()
  const rows = await d.tx.selectFrom('members').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map((r) => [r.id, r.name]))
}

export function summary(d: Doing, row: SummaryRow, orgs: Chains, people: Map<string, string>): CaseSummary {
  const now = d.house.now()
  const used = row.due_at && row.clock_started_at ? share(row.clock_started_at, row.due_at, now) : null
  const person = (id: string | null) => (id && people.has(id) ? { id, name: people.get(id) ?? '' } : null)
  return {
    id: row.id, number: row.number, version: row.version, opening: row.opening, title: row.title, place: row.place,
    village: placeRef(orgs, row.village_id),
    state: row.state as State, level: row.level as Level,
    holder: orgRef(orgs, row.holder_org_id), holderMember: person(row.holder_member_id), lead: orgRef(orgs, row.lead_org_id),
    channel: row.channel, category: row.category, nature: row.nature, extent: row.extent as CaseSummary['extent'],
    urgency: row.urgency as CaseSummary['urgency'], registeredAt: row.registered_at.toISOString(), changedAt: row.changed_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null, clock: row.clock as CaseSummary['clock'], dueAt: row.due_at?.toISOString() ?? null,
    dueProvisional: row.due_provisional,
    colour: used === null ? 'ended' : colour(used, { warn: d.house.scheme.warnAt }),
    used, remaining: row.due_at ? remaining(d.house.calendar, now, row.due_at) : null,
    outcome: row.outcome as CaseSummary['outcome'], satisfied: row.satisfied as CaseSummary['satisfied'],
    sentBack: row.sent_back, reopened: row.reopened,
  }
}

type FileRow = Awaited<ReturnType<typeof listFiles>>[number]
/** The reader's right to a file comes from its case: so the address names it. */
const fileView = (f: FileRow, base: string, query: string) => ({
  id: f.id, seq: f.seq, role: f.role as 'request' | 'before' | 'after' | 'evidence' | null, kind: f.kind as 'photo' | 'audio' | 'video',
  mime: f.mime, name: f.name, size: f.size, url: `${base}/${f.id}?${query}`, thumbUrl: f.thumb_sha256 ? `${base}/${f.id}?${query}&size=thumb` : null,
})

/** The order in which a next step is offered: the first of these that is open is the big button. */
const nextFirst = [
  'handUp', 'accept', 'receive', 'approveExtension', 'answer', 'dispatch', 'settle', 'resume', 'confirmByCall', 'settleDirectly',
]
export function orderedMay(d: Doing, facts: Facts): string[] {
  const open = openTo(d.caller.actor, facts, d.house.now()).map((s) => s.action)
  const rank = (a: string) => (nextFirst.includes(a) ? nextFirst.indexOf(a) : nextFirst.length)
  return [...new Set(open)].sort((a, b) => rank(a) - rank(b))
}

/** An org as residents say it: the village, the town; a department by its full name. */
const spoken = (language: Language, org: OrgBrief | undefined) => {
  if (!org) return ''
  const short = org.kind !== 'department'
  if (language === 'en') return short ? org.shortNameEn : org.nameEn
  return short ? org.shortName : org.name
}

/** The line a resident reads: who has it, and by when they hear. */
export function residentLine(d: Doing, language: Language, row: SummaryRow, orgs: Chains): string {
  const holder = row.holder_org_id ? orgs.get(row.holder_org_id) : undefined
  const org = spoken(language, holder)
  const due = row.due_at ? dayText(language, row.due_at) : ''
  const late = row.due_at !== null && row.due_at < d.house.now()
  const level = d.house.scheme.levels[row.level as Level].residentsRead[language]
  const state = row.state === 'closed' ? `closed-${row.outcome}` : row.state
  const key = ['registered', 'in-hand', 'dispatched', 'handling', 'extension-asked', 'linked', 'reopened'].includes(row.state) && late ? `${state}-late` : state
  return t(language, `resident.${key}`, { org, level, due })
}

/** Everything the desk sees of a case: refused with `not-found` outside the reader's scope. */
export async function viewCase(d: Doing, id: string): Promise<CaseView> {
  const row = await openCase(d.tx, id)
  const orgs = await orgsById(d.tx)
  const facts = factsOf(row, orgs, levelOf(d))
  const [events, files, links, splits] = [
    await listEvents(d.tx, id), await listFiles(d.tx, id), await listLinks(d.tx, id),
    await d.tx.selectFrom('cases').select(['id', 'number', 'opening', 'state', 'split_from']).where((w) => w.or([w('split_from', '=', id), w('id', '=', row.split_from ?? id)])).where('id', '!=', id).execute(),
  ]
  const linkedIds = links.map((l) => (l.case_id === id ? l.lead_case_id : l.case_id))
  const linked = linkedIds.length
    ? await d.tx.selectFrom('cases').select(['id', 'number', 'opening', 'state']).where('id', 'in', linkedIds).execute()
    : []
  const ref = (c: { id: string; number: string; opening: string; state: string }) => ({ id: c.id, number: c.number, opening: c.opening, state: c.state as State })
  const people = await names(d, [row.holder_member_id, row.registrar_id, ...events.map((e) => e.member_id)])
  const fileViews = files.map((f) => fileView(f, '/api/v1/files', `caseId=${id}`))
  const leadId = links.find((l) => l.case_id === id)?.lead_case_id
  return {
    ...summary(d, row, orgs, people),
    words: events[0]?.texts['words'] ?? row.opening,
    registrar: row.registrar_id ? { id: row.registrar_id, name: people.get(row.registrar_id) ?? '' } : null,
    contact: row.resident_id ? await maskedContact(d, row.resident_id) : null,
    askedUntil: row.asked_until,
    standard: [...events].reverse().find((e) => e.type === 'dispatch')?.texts['standard'] ?? null,
    calls: row.calls, extended: row.extended,
    events: events.map((e) => ({
      seq: e.seq, type: e.type, audience: e.audience as 'everyone' | 'desk', at: e.at.toISOString(),
      actor: {
        kind: e.actor_kind as 'member' | 'resident' | 'system',
        member: e.member_id ? { id: e.member_id, name: people.get(e.member_id) ?? '' } : null,
        org: orgRef(orgs, e.org_id),
      },
      data: e.data as Record<string, unknown>, texts: e.texts, files: fileViews.filter((f) => f.seq === e.seq),
    })),
    linkedTo: linked.filter((c) => c.id === leadId).map(ref)[0] ?? null,
    linked: linked.filter((c) => c.id !== leadId).map(ref),
    splitFrom: splits.filter((c) => c.id === row.split_from).map(ref)[0] ?? null,
    splits: splits.filter((c) => c.split_from === id).map(ref),
    may: orderedMay(d, facts),
    residentReads: residentLine(d, d.caller.language, row, orgs),
  }
}

/** A contact as the desk sees it without asking for more: masked. */
export async function maskedContact(d: Doing, residentId: string) {
  const row = await readContact(d, residentId)
  if (!row) return null
  const contact = openContact(d.house.keys, d.caller.jurisdictionId, residentId, row)
  return {
    residentId, consent: row.consent as 'given' | 'not-asked' | 'refused', erased: contact.erased,
    name: !contact.erased && contact.name ? maskName(contact.name) : null,
    phone: !contact.erased && contact.phone ? maskPhone(contact.phone) : null,
  }
}
export const readContact = (d: Doing, residentId: string) =>
  d.tx
    .selectFrom('residents')
    .leftJoin('person_keys', (j) => j.onRef('person_keys.jurisdiction_id', '=', 'residents.jurisdiction_id').onRef('person_keys.resident_id', '=', 'residents.id'))
    .select(['residents.consent', 'person_keys.wrapped', 'sealed_name', 'sealed_phone', 'sealed_id_number'])
    .where('residents.id', '=', residentId)
    .executeTakeFirst()

const answering = ['answer', 'settle', 'settleDirectly', 'answerWithLead']
/** Which of a step's words the resident reads. */
const residentReads: Record<string, string> = {
  register: 'words', answer: 'answer', settle: 'answer', settleDirectly: 'answer', answerWithLead: 'answer', decline: 'explanation', escalate: 'reason',
  sendBack: 'reason', shelve: 'reason', appeal: 'reason', dispute: 'why', confirm: 'why', addWords: 'words', addHeard: 'words', withdraw: 'note',
  askExtension: 'reason', split: 'keeps', receive: 'plan',
}

/** What the resident follows: their words, where it stands, the story in plain words, and what they may do. */
export async function viewForResident(d: Doing, id: string): Promise<ResidentView> {
  const row = await openCase(d.tx, id)
  const orgs = await orgsById(d.tx)
  const language = d.caller.language
  const facts = factsOf(row, orgs, levelOf(d))
  const events = await listEvents(d.tx, id, 'everyone')
  const files = (await listFiles(d.tx, id)).map((f) => fileView(f, '/track/files', 'of=case'))
  const splits = events.flatMap((e) => (e.type === 'split' ? [{ number: String((e.data as { newNumber?: string }).newNumber) }] : []))
  const answer = ['answered', 'closed'].includes(row.state) ? [...events].reverse().find((e) => answering.includes(e.type)) : undefined
  const verdict = [...events].reverse().find((e) => ['confirm', 'dispute', 'confirmByCall', 'disputeByCall'].includes(e.type))
  const verdictData = verdict?.data as { resolved: 'yes' | 'partly' | 'no'; satisfied?: CaseSummary['satisfied'] } | undefined
  const holder = row.holder_org_id ? orgs.get(row.holder_org_id) : undefined
  return {
    number: row.number, state: row.state as State, village: placeRef(orgs, row.village_id),
    place: row.place, words: events[0]?.texts['words'] ?? row.opening, registeredAt: row.registered_at.toISOString(),
    line: residentLine(d, language, row, orgs), dueAt: row.due_at?.toISOString() ?? null, dueProvisional: row.due_provisional,
    holder: holder ? { id: holder.id, name: holder.name, nameEn: holder.nameEn, phone: holder.phone } : null,
    answer: answer
      ? {
          text: answer.texts['answer'] ?? '', result: (answer.data as { result: 'resolved' | 'explained' }).result, at: answer.at.toISOString(),
          org: orgRef(orgs, answer.org_id), files: files.filter((f) => f.seq === answer.seq),
        }
      : null,
    outcome: row.outcome as ResidentView['outcome'],
    verdict: verdict && verdictData
      ? { resolved: verdictData.resolved, satisfied: verdictData.satisfied ?? null, why: verdict.texts['why'] ?? null }
      : null,
    story: events.map((e) => {
      const data = e.data as { due?: string; holder?: string; newNumber?: string; level?: Level }
      const org = orgRef(orgs, e.org_id)
      const name = (id: string | null | undefined) => spoken(language, orgs.get(id ?? ''))
      return {
        seq: e.seq, type: e.type, at: e.at.toISOString(), org, files: files.filter((f) => f.seq === e.seq && f.role !== 'request'),
        words: e.type === 'register' ? null : (e.texts[residentReads[e.type] ?? ''] ?? null),
        line: t(language, `story.${e.type}`, { org: name(e.org_id), to: name(data.holder), number: data.newNumber ?? '', due: data.due ? dayText(language, new Date(data.due)) : '' }),
      }
    }),
    files: files.filter((f) => f.role === 'request'),
    splits,
    may: openTo({ kind: 'resident' }, facts, d.house.now()).map((s) => s.action),
  }
}
