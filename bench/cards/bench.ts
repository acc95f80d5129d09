/** 1,100 contact cards made and laid out for printing, names in full with a trace each (docs/bench.md). */
import { parseArgs } from 'node:util'
import { cardSheets } from '../../src/liaison/card-sheet.tsx'
import { issueCards } from '../../src/liaison/cards.ts'
import { cardsToPrint } from '../../src/liaison/print-cards.ts'
import { previewImport, runImport } from '../../src/registry/import/import.ts'
import { withHouse } from '../house.ts'
import { aCounty, rosterOf } from '../roster/county.ts'

export async function bench(args: string[]) {
  const { values } = parseArgs({ args, options: { cards: { type: 'string', default: '1100' } } })
  const villages = 10
  const each = Math.ceil(Number(values.cards) / villages)
  return withHouse('cards', async (open) => {
    const { house, auth } = open
    const { caller, villages: made } = await aCounty(open, villages, 10)
    const head = ['所在村', '户号', '小组', '户主', '电话', '人口', '联户党员']
    const sheets = [{ name: '花名册', rows: [head, ...rosterOf(made, each)] }]
    const { token } = await previewImport(house, caller, 'households', sheets, {})
    await runImport(house, auth, caller, { list: 'households', sheets, said: {}, token }, {})
    const begun = performance.now()
    const since = () => Math.round((performance.now() - begun) / 10) / 100
    const { issued } = await issueCards(house, caller, { kind: 'liaison' })
    const issuedAt = since()
    const what = await cardsToPrint(house, caller, { kind: 'liaison', clear: true, reason: '印联系卡' })
    const html = await cardSheets(what, { language: 'zh-CN', publicUrl: 'https://example.org', office: '试验县' })
    return {
      cards: issued,
      printed: what.cards.length,
      pages: html.match(/class="sheet"/g)?.length,
      megabytes: Math.round(html.length / 1e5) / 10,
      seconds: { made: issuedAt, all: since() },
    }
  })
}
