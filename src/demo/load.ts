/** The demo jurisdiction, once: the county, then every story played through the same commands a person would use. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import type { DemoSignIn } from '../access/api.ts'
import type { Auth } from '../access/auth.ts'
import type { House } from '../access/command.ts'
import { makeDisciplineKey } from '../cases/sealed.ts'
import { newBytes } from '../kernel/ids.ts'
import { featuresOf, shrink, takeNamed } from '../registry/boundaries.ts'
import { importBoundaries, inputOf } from '../registry/boundaries-store.ts'
import { loadPeople } from '../registry/setup.ts'
import { County } from '../registry/setup-model.ts'
import { Story } from './model.ts'
import { playStories } from './play.ts'
import { playReads } from './reads.ts'
import { playLeave, playTemplates } from './templates.ts'
import { playWork } from './work.ts'

const folder = fileURLToPath(new URL('../../demo/', import.meta.url))
const demoId = 1

/** Whether anyone works here yet. The jurisdiction that replays are played in counts for nobody. */
export const hasJurisdiction = async (house: House) =>
  (
    await house.db.kysely
      .selectFrom('jurisdictions')
      .select('jurisdiction_id')
      .where('slug', '!=', 'replay')
      .limit(1)
      .execute()
  ).length > 0

const readCounty = () => County.parse(parse(readFileSync(join(folder, 'county.yaml'), 'utf8')))
const passwordFile = (house: House) => join(resolve(house.config.LIANXIN_DATA), 'demo-password')

/** Loads the county and its stories. The password of the demo sign-ins is made here, for this installation alone. */
export async function loadDemo(house: House, auth: Auth, options: { stories?: boolean } = {}) {
  const county = readCounty()
  const password = `Qinghe-${newBytes(4).toString('hex')}`
  writeFileSync(passwordFile(house), password, { mode: 0o600 })
  await house.db.kysely
    .insertInto('jurisdictions')
    .values({
      jurisdiction_id: demoId,
      slug: county.jurisdiction.slug,
      name: county.jurisdiction.name,
      name_en: county.jurisdiction.nameEn,
      created_at: house.now(),
    })
    .execute()
  // the private half lies beside the demo's password: whoever tries the way through can open what they sealed
  const { keyId, privateKey } = await makeDisciplineKey(house, demoId)
  writeFileSync(
    join(resolve(house.config.LIANXIN_DATA), 'demo-discipline.key'),
    `${JSON.stringify({ keyId, privateKey: privateKey.toString('base64') })}\n`,
    { mode: 0o600 },
  )
  const placed = await loadPeople(house, auth, demoId, county, () => password, '2024-01-01', 'demo')
  await drawVillages(house)
  if (options.stories !== false) {
    const stories = readdirSync(join(folder, 'stories'))
      .sort()
      .flatMap((file) => z.array(Story).parse(parse(readFileSync(join(folder, 'stories', file), 'utf8'))))
    await playStories(house, demoId, placed, stories)
    await playReads(house, demoId, placed)
    await playTemplates(house, demoId, placed, join(folder, 'templates.yaml'))
    await playWork(house, demoId, placed, join(folder, 'work.yaml'))
    await playLeave(house, demoId, placed, 'dashiban-l1', 'dashiban-l2')
  }
  return { jurisdictionId: demoId, placed, password }
}

/** The county's outlines, invented as it is, the way a jurisdiction puts in its own. */
async function drawVillages(house: House) {
  const file = readFileSync(join(folder, 'boundaries.geojson'), 'utf8')
  const { named } = takeNamed(featuresOf(JSON.parse(file)) ?? [], 'slug')
  const caller = { jurisdictionId: demoId, actor: { kind: 'system' }, language: 'zh-CN' } as const
  await importBoundaries()(house, caller, inputOf(shrink(named)))
}

/** One sign-in for each role, for the start's printout and the sign-in page; null when there is no demo here. */
export async function demoSignIns(house: House): Promise<DemoSignIn[]> {
  if (!existsSync(passwordFile(house))) return []
  const password = readFileSync(passwordFile(house), 'utf8')
  const county = readCounty()
  const { roles } = house.schemes.of(1)
  const orgs = new Map(
    [county.county, ...county.towns, ...county.villages, ...county.departments].map((o) => [o.slug, o]),
  )
  const shown = [
    'liutangcun-l1',
    'liutangcun-sec',
    'liutang-clerk',
    'liutang-sec',
    'liutang-affairs-off',
    'liutang-affairs-head',
    'county-off1',
    'county-dir',
    'county-sup',
    'sysadmin',
    'secadmin',
    'auditadmin',
  ]
  return shown.flatMap((slug) => {
    const member = county.members.find((m) => m.slug === slug)
    const post = member?.roles[0]
    return member && post
      ? [
          {
            username: slug,
            password,
            name: member.name,
            role: roles[post.role]?.name['zh-CN'] ?? post.role,
            roleEn: roles[post.role]?.name.en ?? post.role,
            org: orgs.get(post.org)?.name ?? '',
            orgEn: orgs.get(post.org)?.nameEn ?? '',
          },
        ]
      : []
  })
}
