/** Differences between schemes as a person reads them: what, and where it helps, from what to what. */
import type { Change, Leaf } from './diff.ts'
import type { Duty } from './duties.ts'
import type { Programme } from './model.ts'
import type { Plainly } from './plain.ts'
import type { RecordKind } from './records.ts'
import type { TieKind } from './ties.ts'

/** One line under a change: what it is about, and what it was and is. Null: it was not there, or is not any more. */
export type Line = { readonly label: string; readonly before: string | null; readonly after: string | null }

/** Places that have a word of their own; any other is named by its path, as it stands in the file. */
export const knownPlaces = [
  'name',
  'who',
  'measure',
  'per',
  'atLeast',
  'tone',
  'starts',
  'ends',
  'grace',
  'prorate',
  'quote',
  'may',
  'at',
  'scope',
  'fills',
  'board',
  'each',
  'served',
  'from',
  'to',
  'limit',
  'order',
  'perYear',
  'field',
] as const
type Known = (typeof knownPlaces)[number]
const isKnown = (place: string | undefined): place is Known => (knownPlaces as readonly string[]).includes(place ?? '')

type Sides = { readonly before: Programme; readonly after: Programme }
type Spoken = { readonly before: Plainly; readonly after: Plainly }

const plain = (value: unknown): string | null => {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
    ? value.join(' · ')
    : JSON.stringify(value)
}

/** Lines of one changed entry. Places that are said in one sentence (who, how often, how much) come to one line. */
export function linesOf(change: Change, sides: Sides, speak: Spoken): Line[] {
  const lines = new Map<string, Line>()
  for (const leaf of change.leaves) {
    const line = lineOf(change, leaf, sides, speak)
    lines.set(line.label, line)
  }
  return [...lines.values()]
}

function lineOf(change: Change, leaf: Leaf, sides: Sides, speak: Spoken): Line {
  const [first, second] = leaf.at
  const t = speak.after.t
  const label = (place: Known) => t(`programme.place.${place}`)
  const path = leaf.at.join('.')
  if (change.part === 'recordKinds' && first === 'fields' && second !== undefined) {
    const named = (side: 'before' | 'after') => {
      const kind: RecordKind | undefined = sides[side].recordKinds[change.code]
      const field = kind?.fields[second]
      return field ? speak[side].name(kind.fields, second) : null
    }
    // a field that came or went is one line; what changed within one is told by its path
    if (leaf.at.length === 2)
      return { label: `${label('field')} ${path}`, before: named('before'), after: named('after') }
  }
  if (change.part === 'limits')
    return {
      label: label(first === 'order' ? 'order' : 'limit'),
      before: limitAt(first === 'order' ? leaf.before : change.code, sides.before, speak.before),
      after: limitAt(first === 'order' ? leaf.after : change.code, sides.after, speak.after),
    }
  if (!isKnown(first)) return { label: path || change.code, before: plain(leaf.before), after: plain(leaf.after) }
  const whole = (side: 'before' | 'after') => {
    const entries: Record<string, unknown> = sides[side][change.part as 'duties']
    return entries[change.code] as Record<string, unknown> | undefined
  }
  const said = (side: 'before' | 'after') => sayPlace(change, first, whole(side), speak[side])
  return { label: label(first), before: said('before'), after: said('after') }
}

/** The limit of a use as a whole, or the order of several. */
function limitAt(use: unknown, scheme: Programme, speak: Plainly): string | null {
  if (Array.isArray(use)) return use.map((one) => limitUse(String(one), scheme, speak)).join(' → ')
  const [clock, level, urgency, category] = String(use).split('/')
  const rule = scheme.limits.find(
    (r) =>
      r.clock === clock &&
      (r.level ?? '') === level &&
      (r.urgency ?? '') === urgency &&
      (r.category ?? '') === category,
  )
  return rule ? speak.limit(rule.limit) : null
}

/** What a limit is for: which clock, and of which requests. */
export function limitUse(use: string, scheme: Programme, speak: Plainly): string {
  const [clock = '', level, urgency, category] = use.split('/')
  const narrow = [
    ...(level ? [speak.name(scheme.levels, level)] : []),
    ...(urgency ? [speak.t(`words.urgency.${urgency}`)] : []),
    ...(category ? [speak.name(scheme.categories, category)] : []),
  ]
  const words = speak.join(narrow)
  return speak.t(`words.clock.${clock}`) + (words && speak.t('programme.narrowed', { words }))
}

function sayPlace(
  { part }: Change,
  place: Known,
  entry: Record<string, unknown> | undefined,
  speak: Plainly,
): string | null {
  if (!entry || entry[place] === undefined) return null
  if (part === 'duties') {
    const duty = entry as unknown as Duty
    if (place === 'who') return speak.who(duty.who)
    if (place === 'per') return speak.per(duty.per)
    if (place === 'measure' || place === 'atLeast') return speak.measure(duty.measure, duty.atLeast)
    if (place === 'tone') return speak.t(`programme.tone.${duty.tone}`)
    if (place === 'prorate') return speak.t(`programme.prorate.${duty.prorate}`)
  }
  if (part === 'tieKinds' && (place === 'each' || place === 'served' || place === 'from' || place === 'to'))
    return speak.tie(entry as unknown as TieKind)
  if (part === 'roles' && place === 'may')
    return speak.join((entry['may'] as string[]).map((permission) => speak.t(`words.permission.${permission}`)))
  const value = entry[place]
  if (place === 'name') return (value as Record<string, string>)[speak.language] ?? null
  return plain(value)
}
