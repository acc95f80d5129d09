/** What one scheme says otherwise than another: entry by entry, and within an entry place by place. Every difference shows. Pure. */
import { isDeepStrictEqual } from 'node:util'
import type { LocalText, Programme } from './model.ts'

/** Lists by code whose entries people know by name. */
export const namedParts = [
  'levels',
  'roles',
  'orgKinds',
  'channels',
  'categories',
  'natures',
  'declineGrounds',
  'traits',
  'placeKinds',
  'tieKinds',
  'recordKinds',
  'duties',
  'bundles',
  'ledgers',
  'pots',
  'completeness',
] as const
export type NamedPart = (typeof namedParts)[number]
/** `limits` are rules without a name; `rules` is everything else of a file. */
export type Part = NamedPart | 'limits' | 'rules'

/** One place within an entry. A value that is not there is undefined. */
export type Leaf = { readonly at: readonly string[]; readonly before: unknown; readonly after: unknown }
export type Change = {
  readonly part: Part
  readonly code: string
  readonly what: 'added' | 'gone' | 'changed'
  readonly name: LocalText | null
  /** Of an entry that changed. */
  readonly leaves: readonly Leaf[]
}

type Entries = Record<string, unknown>
const isEntries = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const has = (map: Entries, key: string) => Object.hasOwn(map, key) && map[key] !== undefined
const keysOf = (a: Entries, b: Entries) => [...new Set([...Object.keys(a), ...Object.keys(b)])]

function leavesOf(before: unknown, after: unknown, at: readonly string[] = []): Leaf[] {
  if (isEntries(before) && isEntries(after) && (Object.keys(before).length || Object.keys(after).length))
    return keysOf(before, after).flatMap((key) => leavesOf(before[key], after[key], [...at, key]))
  return isDeepStrictEqual(before, after) ? [] : [{ at, before, after }]
}

function changesIn(part: Part, before: Entries, after: Entries): Change[] {
  return keysOf(before, after).flatMap((code): Change[] => {
    const [was, is] = [has(before, code), has(after, code)]
    const name = ((is ? after[code] : before[code]) as { name?: LocalText } | undefined)?.name ?? null
    if (was && is) {
      const leaves = leavesOf(before[code], after[code])
      return leaves.length ? [{ part, code, what: 'changed', name, leaves }] : []
    }
    return was || is ? [{ part, code, what: is ? 'added' : 'gone', name, leaves: [] }] : []
  })
}

/** Limits by what they are for. */
const limitsByUse = (limits: Programme['limits']): Entries => {
  const seen = new Map<string, number>()
  return Object.fromEntries(
    limits.map((rule) => {
      const use = [rule.clock, rule.level ?? '', rule.urgency ?? '', rule.category ?? ''].join('/')
      const n = (seen.get(use) ?? 0) + 1
      seen.set(use, n)
      return [n === 1 ? use : `${use}/${n}`, rule.limit]
    }),
  )
}

function limitChanges(before: Programme['limits'], after: Programme['limits']): Change[] {
  const [was, is] = [limitsByUse(before), limitsByUse(after)]
  const order = {
    before: Object.keys(was).filter((use) => has(is, use)),
    after: Object.keys(is).filter((use) => has(was, use)),
  }
  const changes = changesIn('limits', was, is)
  // the first that fits gives the limit: the order says something too
  if (!isDeepStrictEqual(order.before, order.after))
    changes.push({ part: 'limits', code: 'order', what: 'changed', name: null, leaves: [{ at: ['order'], ...order }] })
  return changes
}

/** All that `after` says otherwise than `before`, in the order of the parts above. */
export function diffSchemes(before: Programme, after: Programme): Change[] {
  const parted = new Set<string>([...namedParts, 'limits'])
  const rest = (scheme: Programme): Entries =>
    Object.fromEntries(Object.entries(scheme).filter(([key]) => !parted.has(key)))
  return [
    ...namedParts.flatMap((part) => changesIn(part, before[part], after[part])),
    ...limitChanges(before.limits, after.limits),
    ...changesIn('rules', rest(before), rest(after)),
  ]
}
