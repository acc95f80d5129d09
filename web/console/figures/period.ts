/** Periods in words and in days: what stands in the address, and the days it means today. */
export const periods = ['month', 'last-month', 'quarter', 'year', 'custom'] as const
export type Period = (typeof periods)[number]
export type Span = { from: string; to: string }

const two = (n: number) => String(n).padStart(2, '0')
const first = (year: number, month: number) => `${year}-${two(month)}-01`

export const readPeriod = (text: string | undefined): Period => periods.find((p) => p === text) ?? 'month'

/** First and last day, both included. `custom` takes its own days, and this month where one is missing or they run backwards. */
export function spanOf(period: Period, today: string, own: Partial<Span> = {}): Span {
  const [year = 0, month = 0] = today.split('-').map(Number)
  switch (period) {
    case 'last-month': {
      const [y, m] = month === 1 ? [year - 1, 12] : [year, month - 1]
      // day 0 of a month is the last of the one before
      return { from: first(y, m), to: `${y}-${two(m)}-${two(new Date(Date.UTC(y, m, 0)).getUTCDate())}` }
    }
    case 'quarter':
      return { from: first(year, month - ((month - 1) % 3)), to: today }
    case 'year':
      return { from: first(year, 1), to: today }
    case 'custom':
      if (own.from && own.to && own.from <= own.to) return { from: own.from, to: own.to }
      return { from: first(year, month), to: today }
    default:
      return { from: first(year, month), to: today }
  }
}
