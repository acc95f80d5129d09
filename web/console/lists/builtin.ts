/** The views everybody has: the questions a morning begins with. And whether a view is the one on show. */
import type { CaseFilter } from '../cases/filter.ts'

export const builtIn = {
  all: {},
  open: { open: 'true' },
  late: { late: 'true' },
  soon: { soon: 'true' },
  'sent-back': { sentBack: 'true', open: 'true' },
  reopened: { reopened: 'true', open: 'true' },
  supervised: { supervised: 'true', open: 'true' },
  'to-call': { state: 'answered', late: 'true' },
} as const satisfies Record<string, CaseFilter>
export type BuiltIn = keyof typeof builtIn
export const builtIns = Object.keys(builtIn) as BuiltIn[]

/** A filter as one text, whatever the order it was chosen in. */
export const filterText = (filter: CaseFilter) =>
  new URLSearchParams(Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1))).toString()
export const sameFilter = (a: CaseFilter, b: CaseFilter) => filterText(a) === filterText(b)
