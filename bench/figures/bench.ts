/** The figures of a month, a quarter and a year over 100,000 cases, under row-level security, as the county office and as a town (docs/bench.md). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { MemberCaller } from '../../src/access/caller.ts'
import { figures } from '../../src/assessment/report.ts'
import { openHouse } from '../../src/house.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { newId } from '../../src/kernel/ids.ts'
import { quantile } from '../quantile.ts'
import { manyCases, type Place } from './fill.ts'

const jurisdictionId = 1
const until = new Date('2026-11-23T09:00:00+08:00')

/** One county, ten towns with a department each, a hundred villages with a resident each. */
async function seed(owner: pg.Client): Promise<{ county: string; towns: string[]; places: Place[] }> {
  const places: Place[] = []
  const towns: string[] = []
  const org = (id: string, kind: string, chain: string[]) =>
    owner.query(
      `insert into orgs (jurisdiction_id, id, parent_id, slug, kind, name, name_en, short_name, short_name_en, chain)
      values (1, $1::uuid, $2, $1::uuid::text, $3, $3, $3, $3, $3, $4)`,
      [id, chain[1] ?? null, kind, chain],
    )
  await owner.query(
    `insert into jurisdictions (jurisdiction_id, slug, name, name_en, created_at) values (1, 'bench', '试验县', 'Bench', now())`,
  )
  const county = newId(until)
  await org(county, 'county-office', [county])
  for (let t = 0; t < 10; t++) {
    const [town, water] = [newId(until), newId(until)]
    towns.push(town)
    await org(town, 'town-committee', [town, county])
    await org(water, 'department', [water, town, county])
    for (let v = 0; v < 10; v++) {
      const [village, head] = [newId(until), newId(until)]
      const chain = [village, town, county]
      await org(village, 'village-branch', chain)
      await owner.query(
        `insert into residents (jurisdiction_id, id, village_id, consent, created_at, seen_by) values (1, $1, $2, 'given', now(), $3)`,
        [head, village, chain],
      )
      places.push({ village, chain, head, water, town })
    }
  }
  return { county, towns, places }
}

async function filled(ownerUrl: string, cases: number) {
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    const seeded = await seed(owner)
    await manyCases(owner, { jurisdictionId, places: seeded.places }, cases, until)
    await owner.query('vacuum analyze cases')
    return seeded
  } finally {
    await owner.end()
  }
}

const reader = (orgId: string): MemberCaller => ({
  jurisdictionId,
  language: 'zh-CN',
  actor: {
    kind: 'member',
    recused: [],
    memberId: newId(until),
    appointments: [{ orgId, role: 'reader', may: ['case.read', 'overview.read'], scope: 'subtree' }],
  },
})

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { cases: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '15' } },
  })
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-bench-'))
  const open = await openHouse(readConfig({ LIANXIN_DATA: folder, LIANXIN_LOG: 'silent' }), () => until)
  try {
    const { county, towns } = await filled(open.ownerUrl, Number(values.cases))
    const result: Record<string, unknown> = { cases: Number(values.cases) }
    const spans = { month: '2026-11-01', quarter: '2026-10-01', year: '2026-01-01' }
    for (const [who, orgId] of [
      ['county', county],
      ['town', towns[0] ?? ''],
    ] as const)
      for (const [span, from] of Object.entries(spans)) {
        const times: number[] = []
        for (let round = 0; round < Number(values.rounds); round++) {
          const begun = performance.now()
          await figures(open.house, reader(orgId), { from, by: 'unit' })
          times.push(performance.now() - begun)
        }
        const at = (share: number) => Math.round(quantile(times, share))
        result[`${who}-${span}`] = { p50: at(0.5), p95: at(0.95) }
      }
    return result
  } finally {
    await open.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
