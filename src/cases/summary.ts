/** One case as a row of a list, and the small references every view shares. */
import type { Doing, Showing } from '../access/command.ts'
import type { Language } from '../kernel/app.ts'
import { colour, remaining, share } from '../kernel/calendar/deadline.ts'
import { dayText, t } from '../kernel/texts.ts'
import { lineLevel } from '../programme/model.ts'
import type { Level } from '../programme/vocabulary.ts'
import { isOnDutyList } from './duty-list.ts'
import type { State } from './model.ts'
import { bindingOf } from './petition/binding.ts'
import type { PetitionFacts } from './petition/facts.ts'
import { petitionBrief } from './petition/view.ts'
import type { CaseRow, Chains, listFiles, OrgBrief, Reading } from './store.ts'
import type { CaseFile, CaseSummary } from './views.ts'

export const summaryColumns = [
  'id',
  'number',
  'version',
  'opening',
  'title',
  'place',
  'village_id',
  'state',
  'level',
  'holder_org_id',
  'holder_member_id',
  'lead_org_id',
  'channel',
  'category',
  'nature',
  'extent',
  'urgency',
  'registered_at',
  'changed_at',
  'ended_at',
  'clock',
  'clock_started_at',
  'due_at',
  'due_provisional',
  'outcome',
  'satisfied',
  'sent_back',
  'reopened',
  'overdue',
  'reminded',
  'contact_due_at',
  'contacted_at',
  'promised_at',
  'resolved',
  'doubt',
  'hidden_from',
  'approver_org_id',
  'petition',
  'statutory_clock',
  'statutory_started_at',
  'statutory_due_at',
  'statutory_provisional',
] as const
export type SummaryRow = Pick<CaseRow, (typeof summaryColumns)[number]>

export const levelOf =
  (d: Pick<Doing, 'house'>) =>
  (kind: string): Level | undefined =>
    lineLevel(d.house.scheme, kind)
/** What the rules read beside a case's row. */
export const reading = (d: Pick<Doing, 'house' | 'caller'>): Reading => ({
  scheme: d.house.scheme,
  calendar: d.house.calendars.of(d.caller.jurisdictionId),
  levelOf: levelOf(d),
})
export const orgRef = (orgs: Chains, id: string | null) => {
  const org = id ? orgs.get(id) : undefined
  return org ? { id: org.id, name: org.name, nameEn: org.nameEn } : null
}

/** A village by the name people call it. */
export const placeRef = (orgs: Chains, id: string) => {
  const org = orgs.get(id)
  return { id, name: org?.shortName ?? '', nameEn: org?.shortNameEn ?? '' }
}

/** A member by name, where one is named. */
export const personRef = (people: ReadonlyMap<string, string>, id: string | null) =>
  id ? { id, name: people.get(id) ?? '' } : null

/** Members' names by id, for the few a page shows. */
export async function names(d: Doing, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (!wanted.length) return new Map()
  const rows = await d.tx.selectFrom('members').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map((r) => [r.id, r.name]))
}

/** The beginning of the words, or that they were erased. */
export const wordsOf = (d: Showing, row: { opening: string }) =>
  row.opening || t(d.caller.language, 'redact.words-gone')

export function summary(d: Showing, row: SummaryRow, orgs: Chains, people: ReadonlyMap<string, string>): CaseSummary {
  const now = d.house.now()
  const binding = bindingOf(row)
  const used = binding && share(binding.startedAt, binding.dueAt, now)
  const person = (id: string | null) => (id && people.has(id) ? { id, name: people.get(id) ?? '' } : null)
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    opening: wordsOf(d, row),
    title: row.title,
    place: row.place,
    village: placeRef(orgs, row.village_id),
    state: row.state as State,
    level: row.level as Level,
    holder: orgRef(orgs, row.holder_org_id),
    holderMember: person(row.holder_member_id),
    lead: orgRef(orgs, row.lead_org_id),
    channel: row.channel,
    category: row.category,
    nature: row.nature,
    extent: row.extent as CaseSummary['extent'],
    urgency: row.urgency as CaseSummary['urgency'],
    registeredAt: row.registered_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    clock: row.clock as CaseSummary['clock'],
    dueAt: row.due_at?.toISOString() ?? null,
    dueProvisional: row.due_provisional,
    colour: used === null ? 'ended' : colour(used, { warn: d.house.scheme.warnAt }),
    used,
    remaining: binding && remaining(d.house.calendars.of(d.caller.jurisdictionId), now, binding.dueAt),
    binds: binding?.by ?? null,
    petition: petitionBrief(row.petition as PetitionFacts | null),
    statutory: row.statutory_due_at &&
      row.statutory_started_at && {
        clock: row.statutory_clock as NonNullable<CaseSummary['statutory']>['clock'],
        startedAt: row.statutory_started_at.toISOString(),
        dueAt: row.statutory_due_at.toISOString(),
        provisional: row.statutory_provisional,
        late: now > row.statutory_due_at,
      },
    firstContact: row.contact_due_at && {
      dueAt: row.contact_due_at.toISOString(),
      madeAt: row.contacted_at?.toISOString() ?? null,
      late: (row.contacted_at ?? (row.ended_at || now)) > row.contact_due_at,
    },
    promisedAt: row.promised_at?.toISOString() ?? null,
    onDutyList: isOnDutyList(row),
    overdue: row.overdue,
    outcome: row.outcome as CaseSummary['outcome'],
    resolved: row.resolved as CaseSummary['resolved'],
    doubt: row.doubt as CaseSummary['doubt'],
    satisfied: row.satisfied as CaseSummary['satisfied'],
    sentBack: row.sent_back,
    reopened: row.reopened,
    confidential: row.hidden_from.length > 0,
  }
}
type FileRow = Awaited<ReturnType<typeof listFiles>>[number]
/** The reader's right to a file comes from its case: so the address names it. */
export const fileView = (f: FileRow, base: string, query: string) => ({
  id: f.id,
  seq: f.seq,
  role: f.role as CaseFile['role'],
  redactedFrom: f.redacted_from,
  kind: f.kind as 'photo' | 'audio' | 'video',
  mime: f.mime,
  name: f.name,
  size: f.size,
  url: `${base}/${f.id}?${query}`,
  thumbUrl: f.thumb_sha256 ? `${base}/${f.id}?${query}&size=thumb` : null,
})

/** An org as residents say it: the village, the town; a department by its full name. */
export const spoken = (language: Language, org: OrgBrief | undefined) => {
  if (!org) return ''
  const short = org.kind !== 'department'
  if (language === 'en') return short ? org.shortNameEn : org.nameEn
  return short ? org.shortName : org.name
}

/** The line a resident reads: who has it, and by when they hear. */
export function residentLine(d: Doing, language: Language, row: SummaryRow, orgs: Chains): string {
  const holder = row.holder_org_id ? orgs.get(row.holder_org_id) : undefined
  const org = spoken(language, holder)
  const told = row.promised_at ?? row.due_at
  const due = told ? dayText(language, told) : ''
  const late = row.due_at !== null && told !== null && told < d.house.now()
  // who decides an extension is one level up: it is they who are looking at it
  const approver = row.state === 'extension-asked' && spoken(language, orgs.get(row.approver_org_id ?? ''))
  const level = approver || d.house.scheme.levels[row.level as Level].residentsRead[language]
  const state = row.state === 'closed' ? `closed-${row.outcome}` : row.state
  const key =
    ['registered', 'in-hand', 'dispatched', 'handling', 'extension-asked', 'linked', 'reopened'].includes(row.state) &&
    late
      ? `${state}-late`
      : state
  return t(language, `resident.${key}`, { org, level, due })
}
