/** How PostgreSQL finds what people wait for all day, on a large county: written to docs/sql, and refused when a whole table is read. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fillHouse, withHouse } from '../house.ts'
import { hotCalls } from './calls.ts'
import { captured, fullTables, type Planned, plansOf, scansWhole } from './capture.ts'

const shelf = join(import.meta.dirname, '../../docs/sql')

export async function bench(args: string[]) {
  const { values } = parseArgs({ args, options: { cases: { type: 'string', default: '1000000' } } })
  const cases = Number(values.cases)
  return withHouse('plans', async (open) => {
    const { house, ownerUrl } = open
    const place = await fillHouse(open, { cases, words: true })
    mkdirSync(shelf, { recursive: true })
    for (const file of readdirSync(shelf)) rmSync(join(shelf, file))
    const full = await fullTables(ownerUrl)
    let statements = 0
    const whole: string[] = []
    for (const { name, run } of await hotCalls(house, place)) {
      // once before: what is remembered for seconds is no part of it
      await run()
      const plans = await plansOf(ownerUrl, await captured(run))
      statements += plans.length
      whole.push(...plans.flatMap((plan) => scansWhole(plan, full)).map((line) => `${name}: ${line.trim()}`))
      writeFileSync(join(shelf, `${name}.sql`), page(cases, plans))
    }
    if (whole.length) throw new Error(`Whole tables are read:\n${whole.join('\n')}`)
    return { cases, statements, wholeTables: 0 }
  })
}

const page = (cases: number, plans: readonly Planned[]) =>
  `-- Written by \`npm run bench -- plans\` over ${cases} cases. Do not edit.\n\n${plans
    .map(({ statement, plan }) => `${statement};\n${plan.replace(/^/gm, '-- ')}\n`)
    .join('\n')}`
