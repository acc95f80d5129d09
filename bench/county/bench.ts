/** How long it takes to make a county's ten years (docs/bench.md). With --keep FOLDER the data stay there, to be started and looked at. */
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { fillHouse, newFolder, openFolder } from '../house.ts'

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '1000000' },
      keep: { type: 'string' },
      words: { type: 'boolean', default: false },
    },
  })
  const folder = values.keep ? resolve(values.keep) : newFolder('county')
  const open = await openFolder(folder)
  try {
    const began = performance.now()
    await fillHouse(open, { cases: Number(values.cases), words: values.words, tell: console.log })
    const seconds = (performance.now() - began) / 1000
    const owner = new pg.Client(open.ownerUrl)
    await owner.connect()
    const { rows } = await owner.query<Record<string, number>>(
      `select (select count(*) from cases)::int as cases, (select count(*) from case_events)::int as events, (select count(*) from cases where holder_org_id is not null)::int as open,
        (pg_database_size(current_database()) / 1000000)::int as megabytes`,
    )
    await owner.end()
    return { ...rows[0], seconds: Math.round(seconds), casesPerSecond: Math.round(Number(values.cases) / seconds) }
  } finally {
    await open.close()
    if (!values.keep) rmSync(folder, { recursive: true, force: true })
  }
}
