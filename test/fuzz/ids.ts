/** Ids a caller would have in hand, and ids that are not theirs: of another village, another county, another kind. */
import { newId } from '../../src/kernel/ids.ts'
import type { Caller } from './callers.ts'
import { foreignPlaces, spare } from './callers.ts'
import type { Draw } from './draw.ts'
import { oddIds } from './odd.ts'
import type { Side, World } from './places.ts'
import type { Hints } from './valid.ts'
import type { Ready } from './waypoints.ts'

const kinds = [
  'case',
  'village',
  'org',
  'department',
  'member',
  'resident',
  'household',
  'file',
  'record',
  'followup',
] as const
type Kind = (typeof kinds)[number]
/** Which kind of id a field of this name asks for; undefined when the name says nothing. */
const kindOf = (name: string): Kind | undefined => {
  const plain = name.toLowerCase()
  if (/responsible|member|mention|person|holder/.test(plain)) return 'member'
  if (plain === 'id') return 'file'
  return kinds.find((kind) => plain.includes(kind)) ?? (/^(under|org)/.test(plain) ? 'org' : undefined)
}

/** What one call is about: its case, in the caller's county, and one to be confused with it abroad. */
export type About = { known: Ready; foreign: Ready; other: Ready }

export function idsFor(world: World, about: About, caller: Caller, draw: Draw) {
  const of = (side: Side): Record<Kind, () => string> => {
    const county = world.counties[side]
    return {
      case: () => (side === caller.side ? about.known : about.foreign).caseId,
      village: () => county.org('a1'),
      org: () => county.org(draw.of(['a1', 'a', 'county', 'a-water'])),
      department: () => county.org(draw.of(['a-water', 'a-roads'])),
      member: () =>
        county.member(draw.of(['a1-liaison', 'a1-secretary', 'a-clerk', 'a-water-officer', 'a-water-head'])),
      resident: () => county.household('a1').head,
      household: () => county.household('a1').id,
      record: () => world.places[side].a1.recordId ?? '',
      followup: () => world.places[side].a1.followUpId ?? '',
      file: () => draw.of([...(side === caller.side ? caller.files.slice(-2) : []), world.places[side].a1.fileId]),
    }
  }
  const own = of(caller.side)
  const foreign = of(caller.side === 'home' ? 'abroad' : 'home')
  const places = world.places[caller.side]
  const county = world.counties[caller.side]
  return {
    own: (name: string) => own[kindOf(name) ?? draw.of(kinds)](),
    /** An id this field should not be given, and why not. */
    wrong(name: string): [what: string, id: string] {
      const kind = kindOf(name) ?? 'case'
      const neighbour = places[draw.of(foreignPlaces(caller.role))]
      const wrongs: Record<string, () => string> = {
        "another county's id": () => foreign[kind](),
        "another county's settled case": () =>
          draw.of(Object.values(world.places[caller.side === 'home' ? 'abroad' : 'home'])).caseId,
        "another village's id": () =>
          kind === 'file'
            ? neighbour.fileId
            : kind === 'case'
              ? neighbour.caseId
              : county.org(draw.of(['a2', 'b1', 'b', 'b-water'])),
        'an id of another kind': () => own[draw.of(kinds.filter((k) => k !== kind))](),
        'an unknown id': () => newId(new Date('2026-11-23T00:00:00Z')),
        'no id': () => draw.of(oddIds),
      }
      const what = draw.of(Object.keys(wrongs))
      return [what, wrongs[what]?.() ?? '']
    },
  }
}

/** Words of the scheme and of people, by field. */
export function hintsFor(world: World, about: About, caller: Caller, draw: Draw): Hints {
  const scheme = world.server.house.schemes.of(1)
  const { known, other } = about
  const lists: Record<string, () => string> = {
    category: () => draw.of(Object.keys(scheme.categories)),
    nature: () => draw.of(Object.keys(scheme.natures)),
    ground: () => draw.of(Object.keys(scheme.declineGrounds)),
    channel: () => draw.of(Object.keys(scheme.channels)),
    phone: () => draw.of(['13812345678', '010-87654321', '5678']),
    username: () => spare.username,
    password: () => spare.password,
    number: () => known.number,
    leadNumber: () => draw.of([other.number, world.places[caller.side].a1.number, world.places[caller.side].a2.number]),
    code: () => known.code,
    clientKey: () => `fuzz-${newId(new Date('2026-11-23T00:00:00Z'))}`,
    cursor: () => Buffer.from(`2026-11-23T01:00:00.000Z/${known.caseId}`).toString('base64url'),
    numberTail: () => '5678',
    calledAt: () => '2026-11-23T00:30:00Z',
    field: () => 'words',
    until: () => draw.of(['2026-12-14', '2026-12-14', '2026-12-31']),
    dueDay: () => draw.of(['2026-11-30', '2026-12-10', '2026-12-31']),
    leaf: () => world.leaves[caller.side],
    off: () => `2027-${draw.of(['01-01', '02-05', '02-08', '04-05', '05-03', '06-09', '10-01'])}`,
    work: () => `2027-${draw.of(['02-14', '04-25', '10-09'])}`,
    words: () => draw.of(['路灯', '水渠坏了，请来看看', '𠮷家门口的路 · 夜里看不见']),
  }
  const numbers: Record<string, () => number> = {
    // a form carries the version it was drawn from; now and then another has been quicker
    version: () => known.facts.version - (draw.chance(0.1) ? 1 : 0),
    seq: () => 1,
    from: () => draw.of([0, 1]),
    to: () => draw.of([3, 4]),
    year: () => 2027,
  }
  const ids = idsFor(world, about, caller, draw)
  return {
    id: ids.own,
    word: (name) => lists[name]?.(),
    number: (name) => numbers[name]?.(),
  }
}
