/** The list of cases behind each figure of the overview: exactly what was counted, held by a test. */
import type { Overview } from '../api.ts'
import type { CaseFilter } from '../cases/filter.ts'

type Period = Pick<Overview, 'from' | 'to'>
type Which = 'all' | 'late'

const open: CaseFilter = { open: 'true' }
const only = (which: Which): CaseFilter => (which === 'late' ? { ...open, late: 'true' } : open)
const registered = ({ from, to }: Period): CaseFilter => ({ from, to })

/** `under` is the town looked at, if it is not all that the reader may see. */
export const opensWithin = (under: string | undefined) => {
  const within: CaseFilter = under ? { under } : {}
  return {
    open: (which: Which): CaseFilter => ({ ...within, ...only(which) }),
    sentBack: (): CaseFilter => ({ ...within, ...open, sentBack: 'true' }),
    reopened: (): CaseFilter => ({ ...within, ...open, reopened: 'true' }),
    age: (level: string, band: string, which: Which): CaseFilter => ({ ...within, level, age: band, ...only(which) }),
    level: (level: string, which: Which): CaseFilter => ({ ...within, level, ...only(which) }),
    state: (state: string, which: Which): CaseFilter => ({ ...within, state, ...only(which) }),
    holder: (org: string, which: Which): CaseFilter => ({ ...within, org, ...only(which) }),
    stuck: (org: string, state: string): CaseFilter => ({ ...within, org, state, ...only('late') }),
    category: (category: string | null, which: Which): CaseFilter => ({
      ...within,
      ...(category === null ? { unsorted: 'true' } : { category }),
      ...only(which),
    }),
    village: (village: string, which: Which): CaseFilter => ({ ...within, village, ...only(which) }),
    fresh: (village: string, period: Period): CaseFilter => ({ ...within, village, ...registered(period) }),
    registered: (period: Period): CaseFilter => ({ ...within, ...registered(period) }),
    registeredSentBack: (period: Period): CaseFilter => ({ ...within, ...registered(period), sentBack: 'true' }),
    registeredReopened: (period: Period): CaseFilter => ({ ...within, ...registered(period), reopened: 'true' }),
    ended: ({ from, to }: Period): CaseFilter => ({
      ...within,
      counted: 'fate.ended',
      countedFrom: from,
      countedTo: to,
    }),
  }
}
export type Opens = ReturnType<typeof opensWithin>
