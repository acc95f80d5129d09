/** A roster of 16,000 households read, looked at, taken in and taken in again; then a proposal for those without a liaison (docs/bench.md). */
import { parseArgs } from 'node:util'
import ExcelJS from 'exceljs'
import { listGaps, proposal } from '../../src/liaison/list.ts'
import { makeTies } from '../../src/liaison/make.ts'
import { previewImport, runImport } from '../../src/registry/import/import.ts'
import { sheetsOf } from '../../src/registry/import/sheets.ts'
import { withHouse } from '../house.ts'
import { aCounty, rosterOf } from './county.ts'
import { costOf } from './statements.ts'

const head = ['所在村', '户号', '小组', '户主', '电话', '人口', '联户党员']

export async function bench(args: string[]) {
  const options = { rows: { type: 'string', default: '16000' }, gaps: { type: 'string', default: '1100' } } as const
  const { values } = parseArgs({ args, options })
  const [villages, list] = [100, 'households'] as const
  const each = Math.ceil(Number(values.rows) / villages)
  const tied = each - Math.ceil(Number(values.gaps) / villages)
  return withHouse('roster', async (open) => {
    const { house, auth } = open
    const { caller, villages: made } = await aCounty(open, villages, 10)
    const book = new ExcelJS.Workbook()
    const page = book.addWorksheet('花名册')
    page.addRow(head)
    for (const row of rosterOf(made, each, tied)) page.addRow(row)
    const file = new Uint8Array(await book.xlsx.writeBuffer())
    const seconds: Record<string, number> = {}
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const begun = performance.now()
      const { done, cost } = await costOf(work)
      seconds[what] = Math.round((performance.now() - begun) / 10) / 100
      console.error(`${what}: ${seconds[what]} s, of which ${cost.seconds} s in ${cost.count} statements`)
      for (const line of cost.most) console.error(`    ${line}`)
      return done
    }
    const sheets = await timed('read', () => sheetsOf(file))
    const look = () => previewImport(house, caller, list, sheets, {})
    const { counts, token } = await timed('preview', look)
    await timed('run', () => runImport(house, auth, caller, { list, sheets, said: {}, token }, {}))
    const again = await timed('preview-again', look)
    const kind = { kind: 'liaison' }
    const gaps = await timed('gaps', () => listGaps(house, caller, kind))
    const { rows } = await timed('proposal', () => proposal(house, caller, kind))
    const confirmed = rows.map((r) => ({ fromId: r.from.id, toId: r.to.id }))
    await timed('confirm', () => makeTies(house, caller, { ...kind, reason: '支部会议定', rows: confirmed }))
    const total = (seconds['read'] ?? 0) + (seconds['preview'] ?? 0) + (seconds['run'] ?? 0)
    return {
      rows: counts.new,
      same: again.counts.same,
      seconds: { ...seconds, total: Math.round(total * 100) / 100 },
      gaps: gaps.served.length + gaps.servedMore,
      proposed: rows.length,
    }
  })
}
