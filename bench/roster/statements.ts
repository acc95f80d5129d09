/** How many statements a piece of work sends, how long they are waited for, and which cost most. */
import pg from 'pg'

export type Cost = { readonly count: number; readonly seconds: number; readonly most: readonly string[] }
const round = (ms: number) => Math.round(ms / 10) / 100
/** However many rows it holds, it is the same statement. */
const shortened = (text: string) =>
  text
    .slice(0, 5000)
    .replace(/'\{[^']*\}'/g, '…')
    .replace(/\s+/g, ' ')
    .replace(/\$\d+(, )?/g, '')
    .slice(0, 90)

export async function costOf<T>(work: () => Promise<T>): Promise<{ done: T; cost: Cost }> {
  const all = new Map<string, { count: number; ms: number }>()
  const own = pg.Client.prototype.query
  // biome-ignore lint/suspicious/noExplicitAny: pg's query has seven overloads, and all are passed on as they came
  pg.Client.prototype.query = function (this: pg.Client, ...args: any[]): any {
    const begun = performance.now()
    const answer = (own as (...all: unknown[]) => unknown).apply(this, args)
    const text = shortened(typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? ''))
    const note = () => {
      const { count, ms } = all.get(text) ?? { count: 0, ms: 0 }
      all.set(text, { count: count + 1, ms: ms + performance.now() - begun })
    }
    if (answer instanceof Promise) answer.then(note, note)
    return answer
  } as typeof own
  try {
    const done = await work()
    const costs = [...all].sort(([, a], [, b]) => b.ms - a.ms)
    const sum = (of: 'count' | 'ms') => costs.reduce((total, [, one]) => total + one[of], 0)
    const most = costs.slice(0, 8).map(([text, { count, ms }]) => `${round(ms)} s in ${count}: ${text}`)
    return { done, cost: { count: sum('count'), seconds: round(sum('ms')), most } }
  } finally {
    pg.Client.prototype.query = own
  }
}
