/** A roster of 16,000 households read, looked at, taken in and looked at again; a proposal for those without a liaison; then as many members (docs/bench.md). */
import { parseArgs } from 'node:util'
import ExcelJS from 'exceljs'
import { listGaps, proposal } from '../../src/liaison/list.ts'
import { makeTies } from '../../src/liaison/make.ts'
import { previewImport, runImport } from '../../src/registry/import/import.ts'
import { sheetsOf } from '../../src/registry/import/sheets.ts'
import { withHouse } from '../house.ts'
import { aCounty, membersOf, rosterOf } from './county.ts'
import { costOf } from './statements.ts'

const heads = {
  households: ['所在村', '户号', '小组', '户主', '电话', '人口', '联户党员'],
  members: ['所在支部', '姓名', '职务', '联系电话', '党员状态', '外出地点'],
} as const
type List = keyof typeof heads

async function workbook(list: List, rows: (string | number)[][]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const page = book.addWorksheet('花名册')
  page.addRow([...heads[list]])
  for (const row of rows) page.addRow(row)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

export async function bench(args: string[]) {
  const options = { rows: { type: 'string', default: '16000' }, gaps: { type: 'string', default: '1100' } } as const
  const { values } = parseArgs({ args, options })
  const villages = 100
  const each = Math.ceil(Number(values.rows) / villages)
  const tied = each - Math.ceil(Number(values.gaps) / villages)
  return withHouse('roster', async (open) => {
    const { house, auth } = open
    const { caller, villages: made } = await aCounty(open, villages, 10)
    const seconds: Record<string, number> = {}
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const begun = performance.now()
      const { done, cost } = await costOf(work)
      seconds[what] = Math.round((performance.now() - begun) / 10) / 100
      console.error(`${what}: ${seconds[what]} s, of which ${cost.seconds} s in ${cost.count} statements`)
      for (const line of cost.most) console.error(`    ${line}`)
      return done
    }
    /** Read, looked at, taken in, looked at again. */
    const takeIn = async (list: List, rows: (string | number)[][], name = '') => {
      const file = await workbook(list, rows)
      const sheets = await timed(`${name}read`, () => sheetsOf(file))
      const look = () => previewImport(house, caller, list, sheets, {})
      const { counts, token } = await timed(`${name}preview`, look)
      await timed(`${name}run`, () => runImport(house, auth, caller, { list, sheets, said: {}, token }, {}))
      const again = await timed(`${name}preview-again`, look)
      const parts = ['read', 'preview', 'run'].map((part) => seconds[name + part] ?? 0)
      seconds[`${name}total`] = Math.round(parts.reduce((sum, s) => sum + s, 0) * 100) / 100
      return { rows: counts.new, same: again.counts.same }
    }
    const households = await takeIn('households', rosterOf(made, each, tied))
    const kind = { kind: 'liaison' }
    const gaps = await timed('gaps', () => listGaps(house, caller, kind))
    const { rows } = await timed('proposal', () => proposal(house, caller, kind))
    const confirmed = rows.map((r) => ({ fromId: r.from.id, toId: r.to.id }))
    await timed('confirm', () => makeTies(house, caller, { ...kind, reason: '支部会议定', rows: confirmed }))
    const members = await takeIn('members', membersOf(made, each), 'members-')
    return {
      ...households,
      members,
      seconds,
      gaps: gaps.served.length + gaps.servedMore,
      proposed: rows.length,
    }
  })
}
