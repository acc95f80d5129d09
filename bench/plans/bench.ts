/** How PostgreSQL finds what people wait for all day, on a large county: written to docs/sql, and refused when a whole table is read. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openHouse } from '../../src/house.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { masterKey } from '../../src/kernel/crypto.ts'
import { signerOf } from '../../src/kernel/signing.ts'
import { fillCounty } from '../county/fill.ts'
import { hotCalls } from './calls.ts'
import { captured, type Planned, plansOf, scansWhole } from './capture.ts'

const shelf = join(import.meta.dirname, '../../docs/sql')

export async function bench(args: string[]) {
  const { values } = parseArgs({ args, options: { cases: { type: 'string', default: '1000000' } } })
  const folder = mkdtempSync(join(process.env['LIANXIN_DATA'] ?? tmpdir(), 'lianxin-plans-'))
  const config = readConfig({ ...process.env, LIANXIN_DATA: folder, LIANXIN_LOG: 'error', LIANXIN_DEMO: '0' })
  const open = await openHouse(config)
  try {
    const { house, ownerUrl } = open
    const place = await fillCounty({
      ownerUrl,
      master: masterKey(config.LIANXIN_KEY, folder),
      signer: signerOf(config),
      cases: Number(values.cases),
      until: house.now(),
    })
    mkdirSync(shelf, { recursive: true })
    for (const file of readdirSync(shelf)) rmSync(join(shelf, file))
    let statements = 0
    const whole: string[] = []
    for (const { name, run } of await hotCalls(house, place)) {
      // once before: what is remembered for seconds is no part of it
      await run()
      const plans = await plansOf(ownerUrl, await captured(run))
      statements += plans.length
      whole.push(...plans.flatMap(scansWhole).map((line) => `${name}: ${line.trim()}`))
      writeFileSync(join(shelf, `${name}.sql`), page(Number(values.cases), plans))
    }
    if (whole.length) throw new Error(`Whole tables are read:\n${whole.join('\n')}`)
    return { cases: Number(values.cases), statements, wholeTables: 0 }
  } finally {
    await open.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const page = (cases: number, plans: readonly Planned[]) =>
  `-- Written by \`npm run bench -- plans\` over ${cases} cases. Do not edit.\n\n${plans
    .map(({ statement, plan }) => `${statement};\n${plan.replace(/^/gm, '-- ')}\n`)
    .join('\n')}`
