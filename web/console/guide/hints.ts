/** Which hint a first visit gets: by page, and by what one does here. */

/** What somebody does at their post, as far as hints differ. */
export const parts = ['member', 'village', 'town', 'county', 'department'] as const
export type Part = (typeof parts)[number]

/** Pages with a hint, and the parts for which it says something of its own; for all others it is the same. */
export const hints = {
  inbox: ['member', 'village', 'town', 'county', 'department'],
  cases: [],
  case: ['member', 'department'],
  register: ['member'],
  overview: ['village'],
} as const satisfies Record<string, readonly Part[]>
export type HintPage = keyof typeof hints

export const hintKeys = Object.entries(hints).flatMap(([page, own]) => [
  ...own.map((part) => `${page}.${part}`),
  ...(own.length < parts.length ? [`${page}.all`] : []),
])

/** The page an address under /desk shows, if it has a hint. */
export function hintPageOf(path: string): HintPage | undefined {
  const [first = '', second] = path.split('/').filter(Boolean)
  if (first === 'cases') return second ? 'case' : 'cases'
  // the pages below the overview have their own words
  return second === undefined && Object.hasOwn(hints, first) ? (first as HintPage) : undefined
}

export function hintKey(page: HintPage, part: Part): string {
  const own: readonly Part[] = hints[page]
  return `${page}.${own.includes(part) ? part : 'all'}`
}

type Post = { level: string | null; handles: boolean }
/** Whoever takes cases in at a village leads it; whoever only writes them down is a member there. */
export function partOf({ level, handles }: Post, triages: boolean): Part {
  if (handles) return 'department'
  if (level === 'county' || level === 'town') return level
  return triages ? 'village' : 'member'
}
