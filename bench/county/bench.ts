/** How long it takes to make a county's ten years (docs/bench.md). With --keep FOLDER the data stay there, to be started and looked at. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openHouse } from '../../src/house.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { masterKey } from '../../src/kernel/crypto.ts'
import { signerOf } from '../../src/kernel/signing.ts'
import { fillCounty } from './fill.ts'

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { cases: { type: 'string', default: '1000000' }, keep: { type: 'string' } },
  })
  const folder = values.keep
    ? resolve(values.keep)
    : mkdtempSync(join(process.env['LIANXIN_DATA'] ?? tmpdir(), 'lianxin-county-'))
  const config = readConfig({ ...process.env, LIANXIN_DATA: folder, LIANXIN_LOG: 'error', LIANXIN_DEMO: '0' })
  const open = await openHouse(config)
  try {
    const began = performance.now()
    await fillCounty({
      ownerUrl: open.ownerUrl,
      master: masterKey(config.LIANXIN_KEY, folder),
      signer: signerOf(config),
      cases: Number(values.cases),
      until: open.house.now(),
      tell: console.log,
    })
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
