/** The statements a call sends, as they are sent, and how PostgreSQL finds their rows: asked again in the same scope, as the same role. */
import pg from 'pg'
import { asApp } from '../../src/kernel/database.ts'
import { OneMessage } from '../../src/kernel/one-message.ts'

type Sent = { text: string; values: readonly unknown[] }
export type Planned = { statement: string; plan: string }

/** Notes what every connection of this process sends while `work` runs. */
export async function captured(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  const own = pg.Client.prototype.query
  // biome-ignore lint/suspicious/noExplicitAny: pg's query has seven overloads, and all are passed on as they came
  pg.Client.prototype.query = function (this: pg.Client, ...args: any[]): any {
    const [what] = args
    if (what instanceof OneMessage)
      for (const text of ['begin', ...what.settings, what.text, 'commit'])
        sent.push({ text, values: text === what.text ? what.values : [] })
    else if (typeof what === 'string') sent.push({ text: what, values: [] })
    else if (typeof what?.text === 'string') sent.push({ text: what.text, values: what.values ?? [] })
    return (own as (...all: unknown[]) => unknown).apply(this, args)
  } as typeof own
  try {
    await work()
  } finally {
    pg.Client.prototype.query = own
  }
  return sent
}

/** Tables that grow with the years. */
const large =
  /\b(cases|case_events|case_texts|case_reads|case_search|case_seen|notices|residents|files|case_links|publications)\b/

/** The plan of each statement over a large table. What a transaction set, it sets again; nothing it wrote stays. */
export async function plansOf(ownerUrl: string, sent: readonly Sent[]): Promise<Planned[]> {
  const client = new pg.Client(asApp(ownerUrl))
  await client.connect()
  const planned: Planned[] = []
  try {
    for (const { text, values } of sent) {
      if (/^(commit|rollback)/i.test(text)) await client.query('rollback')
      else if (/^(begin|set local)/i.test(text)) await client.query(text)
      else if (/^(select|with)/i.test(text) && large.test(text)) {
        const { rows } = await client.query({
          text: `explain (analyze, costs off, timing off, summary off, buffers off) ${text}`,
          values: values as unknown[],
        })
        planned.push({ statement: text, plan: rows.map((r: Record<string, string>) => r['QUERY PLAN']).join('\n') })
      }
    }
  } finally {
    await client.end()
  }
  return planned
}

/** A scan of a whole large table, which no page may wait for. */
export const scansWhole = ({ plan }: Planned) =>
  plan.split('\n').filter((line) => /Seq Scan on/.test(line) && large.test(line) && !/never executed/.test(line))
