/** What an entry of a file stands on: the kinds, roles and traits it names, and what these name in turn. Pure. */
import type { Programme } from '../programme/model.ts'
import type { Side } from '../programme/ties.ts'

export const copied = [
  'traits',
  'orgKinds',
  'roles',
  'placeKinds',
  'tieKinds',
  'pots',
  'recordKinds',
  'completeness',
  'duties',
] as const
export type Copied = (typeof copied)[number]
export type Entry = readonly [part: Copied, code: string]

const all = (part: Copied, codes: readonly string[] = []): Entry[] => codes.map((code) => [part, code])
const one = (part: Copied, code: string | undefined): Entry[] => (code === undefined ? [] : [[part, code]])

const ofSide = (side: Side): Entry[] => {
  if ('member' in side) return [...all('roles', side.member.roles), ...all('traits', side.member.traits)]
  if ('org' in side) return [...all('orgKinds', side.org.kinds), ...all('traits', side.org.traits)]
  return all('traits', side.household.traits)
}

/** What a field's `of` may name, by what the field holds. */
const fieldOf = { member: 'roles', members: 'roles', org: 'orgKinds', place: 'placeKinds' } as const
const ofFields = (fields: Programme['recordKinds'][string]['fields']): Entry[] =>
  Object.values(fields).flatMap((field) =>
    field.type in fieldOf ? all(fieldOf[field.type as keyof typeof fieldOf], field.of) : [],
  )

/** Only those a tie of a kind serves. */
const tiedIn = (of: object): Entry[] =>
  Object.values(of as Record<string, { tied?: unknown }>).flatMap(({ tied }) =>
    typeof tied === 'string' ? [['tieKinds', tied] as const] : [],
  )

function namedBy(scheme: Programme, [part, code]: Entry): Entry[] {
  switch (part) {
    case 'roles':
      return all('orgKinds', scheme.roles[code]?.at)
    case 'tieKinds': {
      const tie = scheme.tieKinds[code]
      return tie
        ? [...ofSide(tie.from), ...ofSide(tie.to), ...tie.match.flatMap((m) => all('traits', [m.from, m.to]))]
        : []
    }
    case 'pots':
      // kept by roles or by kinds of orgs: whichever of the two there is
      return (scheme.pots[code]?.keptBy ?? []).map((by): Entry => [scheme.roles[by] ? 'roles' : 'orgKinds', by])
    case 'recordKinds': {
      const kind = scheme.recordKinds[code]
      if (!kind) return []
      const steps = kind.steps ?? []
      return [
        ...all('roles', kind.fills),
        ...ofFields(kind.fields),
        ...steps.flatMap((step) => [...all('roles', step.by), ...ofFields(step.fields)]),
        ...one('pots', kind.pot),
      ]
    }
    case 'completeness': {
      const test = scheme.completeness[code]
      if (!test) return []
      const { of, by } = test
      return [
        ...tiedIn(of),
        ...('orgs' in of ? [...all('orgKinds', of.orgs.kinds), ...all('traits', of.orgs.traits)] : []),
        ...('members' in of ? [...all('roles', of.members.roles), ...all('traits', of.members.traits)] : []),
        ...('households' in of ? all('traits', of.households.traits) : []),
        ...(typeof by === 'string'
          ? []
          : 'record' in by
            ? one('recordKinds', by.record)
            : 'tie' in by
              ? one('tieKinds', by.tie)
              : 'place' in by
                ? one('placeKinds', by.place)
                : one('roles', by.role)),
      ]
    }
    case 'duties': {
      const duty = scheme.duties[code]
      if (!duty) return []
      const { who, measure } = duty
      const kinds = ['count', 'distinct', 'days', 'sum'].flatMap(
        (how) => ((measure as Record<string, unknown>)[how] as string[] | undefined) ?? [],
      )
      return [
        ...('roles' in who ? all('roles', who.roles) : all('orgKinds', who.orgKinds)),
        ...all('traits', who.traits),
        ...all('recordKinds', kinds),
        ...('coverage' in measure ? one('completeness', measure.coverage) : []),
        ...('ties' in measure ? one('tieKinds', measure.ties) : []),
        ...('pot' in measure ? one('pots', measure.pot) : []),
      ]
    }
    default:
      return []
  }
}

/** These entries and all they stand on, each once. */
export function withNeeded(scheme: Programme, wanted: readonly Entry[]): Entry[] {
  const found = new Map<string, Entry>()
  const take = (entry: Entry) => {
    const key = entry.join('.')
    if (found.has(key) || !scheme[entry[0]][entry[1]]) return
    found.set(key, entry)
    for (const next of namedBy(scheme, entry)) take(next)
  }
  wanted.forEach(take)
  return [...found.values()]
}
