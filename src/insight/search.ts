/** One box for everything: each group bounded, within scope, and nothing kept from the caller in any of them. Writes nothing. */
import { sql } from 'kysely'
import { may } from '../access/caller.ts'
import { type Doing, query } from '../access/command.ts'
import { CaseFilter } from '../cases/case-filter.ts'
import { maskedContacts } from '../cases/contact-store.ts'
import { cursorOf, readCursor } from '../cases/cursor.ts'
import { knownOrgs } from '../cases/known-orgs.ts'
import { casesOfPeople, casesOfPhone, newestWithWords, summaries } from '../cases/lists.ts'
import { plain, sought } from '../cases/search/grams.ts'
import type { Chains } from '../cases/store.ts'
import { names, orgRef, personRef, placeRef, summaryColumns } from '../cases/summary.ts'
import type { CaseSummary } from '../cases/views.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { alsoOpen, openMeanwhile } from '../kernel/scope.ts'
import { nameIndex } from '../registry/people.ts'
import { around, marked } from './marked.ts'
import { type Understood, understand } from './understand.ts'
import { SearchInput, type SearchResult } from './views.ts'

const nobody: SearchResult['people'] = { by: null, items: [], more: false }

export const search = query(SearchInput, async (d, input): Promise<SearchResult> => {
  const meant = understand(input.q, dayOf(d.house.now()))
  const { only, limit } = input
  const words = only === 'people' ? noWords : await byWords(d, meant, limit, input.cursor)
  const people = only === 'words' ? nobody : await byPeople(d, meant, limit)
  if (only) return { numbers: [], people, households: [], staff: [], places: [], units: [], words }
  const orgs = await knownOrgs(d.house, d.caller.jurisdictionId)
  return {
    numbers: await byNumber(d, meant, words),
    people,
    households: may(d.caller.actor, 'registry.read') ? await households(d, meant, orgs, limit) : [],
    staff: await staff(d, meant, orgs, limit),
    ...placesAndUnits(d, meant, orgs, limit),
    words,
  }
})

/** Ours by its number; one of the state petition system is among the words of its case. */
async function byNumber(d: Doing, { numbers, text }: Understood, words: SearchResult['words']): Promise<CaseSummary[]> {
  const rows = numbers.length
    ? await d.tx
        .selectFrom('cases')
        .select(summaryColumns)
        .where('number', 'in', [...numbers])
        .orderBy('registered_at', 'desc')
        .limit(numbers.length)
        .execute()
    : []
  const bare = (number: string | null | undefined) => number?.replace(/[\s-]+/gu, '').toUpperCase()
  const theirs = words.items.filter((w) => bare(w.case.petition?.number) === bare(text))
  return [...(await summaries(d, rows)), ...theirs.map((w) => w.case)]
}

/** By a keyed hash of what was typed: no contact is opened. */
async function byPeople(d: Doing, { phone, name }: Understood, limit: number): Promise<SearchResult['people']> {
  if (!phone && !name) return nobody
  const rows = phone
    ? await casesOfPhone(d, phone.digits, limit + 1)
    : await casesOfPeople(d, 'name_index', nameIndex(d.house.keys, d.caller.jurisdictionId, name ?? ''), limit + 1)
  const by = phone ? (phone.tail ? 'tail' : 'phone') : 'name'
  return { by, items: await summaries(d, rows.slice(0, limit)), more: rows.length > limit }
}

/** By its number in any village, or by the whole name of anyone of it. */
async function households(d: Doing, { household, name }: Understood, orgs: Chains, limit: number) {
  if (household === undefined && !name) return []
  const rows = await d.tx
    .selectFrom('households')
    .leftJoin('ties', (j) =>
      j
        .onRef('ties.jurisdiction_id', '=', 'households.jurisdiction_id')
        .onRef('ties.household_id', '=', 'households.id')
        .on('ties.kind', '=', 'liaison')
        .on('ties.ends_on', 'is', null),
    )
    .select(['households.id', 'number', 'village_group', 'village_id', 'head_id', 'ties.member_id'])
    .distinctOn('households.id')
    .$if(household !== undefined, (q) => q.where('number', '=', household ?? 0))
    .$if(name !== undefined, (q) =>
      q.where('households.id', 'in', (r) =>
        r
          .selectFrom('residents')
          .select('household_id')
          .where('name_index', '=', nameIndex(d.house.keys, d.caller.jurisdictionId, name ?? ''))
          .where('household_id', 'is not', null)
          .$castTo<{ household_id: string }>(),
      ),
    )
    .orderBy('households.id')
    .limit(limit)
    .execute()
  const heads = rows.flatMap((r) => r.head_id ?? [])
  const shown = await openMeanwhile(d.tx, async () => {
    if (heads.length) await alsoOpen(d.tx, { people: heads })
    return maskedContacts(d, heads)
  })
  const liaisons = await names(
    d,
    rows.map((r) => r.member_id),
  )
  return rows.map((r) => ({
    id: r.id,
    number: r.number,
    group: r.village_group,
    village: placeRef(orgs, r.village_id),
    head: shown.get(r.head_id ?? '')?.name ?? null,
    liaison: personRef(liaisons, r.member_id),
  }))
}

/** Colleagues by their name or the beginning of it: the directory, as everybody of the desk has it. */
async function staff(d: Doing, { text }: Understood, orgs: Chains, limit: number) {
  if (!/\p{L}/u.test(text)) return []
  const found = await d.tx
    .selectFrom('members')
    .select(['id', 'name'])
    .where(sql<boolean>`starts_with(lower(name), ${text.toLowerCase()})`)
    .where('active', '=', true)
    .orderBy('name')
    .limit(limit)
    .execute()
  if (!found.length) return []
  const posts = await d.tx
    .selectFrom('appointments')
    .select(['member_id', 'org_id'])
    .where(
      'member_id',
      'in',
      found.map((m) => m.id),
    )
    .orderBy('starts_on', 'desc')
    .execute()
  return found.map((m) => ({
    ...m,
    org: orgRef(orgs, posts.find((p) => p.member_id === m.id)?.org_id ?? null),
  }))
}

/** Villages and other units of the caller's own tree, by any part of their name: what they would filter a list by. */
function placesAndUnits(d: Doing, { text }: Understood, orgs: Chains, limit: number) {
  const mine = d.caller.actor.kind === 'member' ? d.caller.actor.appointments.map((a) => a.orgId) : []
  const asked = text.toLowerCase()
  const found = [...orgs.values()].filter(
    (o) =>
      o.chain.some((id) => mine.includes(id)) &&
      [o.name, o.shortName, o.nameEn, o.shortNameEn].some((name) => name.toLowerCase().includes(asked)),
  )
  const rules = d.house.scheme.orgKinds
  const isPlace = (kind: string) => rules[kind]?.homes ?? false
  const ref = (o: (typeof found)[number]) => ({
    ...(isPlace(o.kind) ? placeRef(orgs, o.id) : { id: o.id, name: o.name, nameEn: o.nameEn }),
    within: o.parentId ? placeRef(orgs, o.parentId) : null,
  })
  return {
    places: found
      .filter((o) => isPlace(o.kind))
      .slice(0, limit)
      .map(ref),
    units: found
      .filter((o) => !isPlace(o.kind))
      .slice(0, limit)
      .map(ref),
  }
}

const noWords: SearchResult['words'] = { tooShort: false, items: [], next: null }

/** The newest requests with these words. Only what a list shows of each is shown here: whoever wants to read on opens it, and leaves their trace. */
async function byWords(d: Doing, { text }: Understood, limit: number, cursor?: string): Promise<SearchResult['words']> {
  const looked = sought(text)
  if (!looked) return { ...noWords, tooShort: /\p{L}/u.test(text) }
  const filter = CaseFilter.parse({ words: text })
  const rows = await newestWithWords(d, filter, looked, readCursor(cursor), limit + 1)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = (await summaries(d, shown)).map((c) => {
    const [title, opening, place] = [c.title ?? '', c.opening, c.place ?? ''].map((line) => marked(line, looked.terms))
    const seen = [c.title, c.opening, c.place, c.village.name].map((line) => plain(line ?? '')).join(' ')
    return {
      case: c,
      title: title ?? [],
      opening: around(opening ?? []),
      place: place ?? [],
      deeper: looked.terms.some((term) => !seen.includes(term)),
    }
  })
  return { tooShort: false, items, next: rows.length > limit && last ? cursorOf(last.registered_at, last.id) : null }
}
