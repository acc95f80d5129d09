/** Two counties alike, each of whose places says in every word, name and number whose it is: what is read elsewhere is a leak. */
import { Readable } from 'node:stream'
import type pg from 'pg'
import sharp from 'sharp'
import type { MemberCaller } from '../../src/access/caller.ts'
import { sequence } from '../../src/cases/public-log/sequence.ts'
import { registerHeard, takeMark, takeStep } from '../../src/cases/service.ts'
import { storeUpload } from '../../src/kernel/blobs/upload.ts'
import { addFollowUp } from '../../src/records/follow-ups.ts'
import { writeRecord } from '../../src/records/service.ts'
import { hangOn } from '../a-file.ts'
import { kindsYaml } from '../a-record.ts'
import { aCounty, type County, runScheme } from '../builders.ts'
import type { TestServer } from '../server.ts'
import { overhear } from './overheard.ts'

export type Side = 'home' | 'abroad'
/** `a1x` is the second liaison's of village a1; `a1h` is about that village's people, and kept from all of them. */
export const placeNames = ['a1', 'a1x', 'a1h', 'a2', 'b1'] as const
export type PlaceName = (typeof placeNames)[number]
export type Place = {
  token: string
  phone: string
  ids: string[]
  caseId: string
  number: string
  fileId: string
  recordId?: string
  followUpId?: string
}
export type World = {
  server: TestServer
  owner: pg.Client
  /** What the house last said of an unexpected error. */
  overheard: () => string
  counties: Record<Side, County>
  places: Record<Side, Record<PlaceName, Place>>
  /** A leaf of each county's public log. */
  leaves: Record<Side, string>
}

/** Stands in every text of a place. Nobody writes this by chance. */
export const tokenOf = (side: Side, place: string) => `暗记${side}-${place}暗记`
/** Where a county is called. */
export const hostOf = (side: Side) => (side === 'home' ? 'localhost' : 'abroad.test')
/** Stands in the names of a county's orgs and members, its addresses and phones. */
export const countyToken = (side: Side) => tokenOf(side, 'county')
const phoneOf = (side: Side, place: PlaceName) => `1990${side === 'home' ? 1 : 2}77${placeNames.indexOf(place)}531`

export async function openWorld(server: TestServer, owner: pg.Client): Promise<World> {
  const counties = {} as World['counties']
  const places = { home: {}, abroad: {} } as World['places']
  const leaves = {} as World['leaves']
  for (const [side, jurisdictionId] of [
    ['home', 1],
    ['abroad', 2],
  ] as const) {
    const county = await aCounty(server.house, jurisdictionId)
    counties[side] = county
    await runScheme(server.house, county, kindsYaml)
    await sign(owner, side, jurisdictionId)
    for (const name of placeNames) places[side][name] = await aPlace(server, county, side, name)
    await sequence(server.house, jurisdictionId, true)
    const { rows } = await owner.query<{ leaf: string }>(
      `select encode(leaf, 'hex') as leaf from log_leaves where jurisdiction_id = $1 and index = 3`,
      [jurisdictionId],
    )
    leaves[side] = rows[0]?.leaf ?? ''
  }
  return { server, owner, overheard: overhear(server.house), counties, places, leaves }
}

/** Names carry the token, and numbers of cases begin far apart. */
async function sign(owner: pg.Client, side: Side, j: number) {
  const token = countyToken(side)
  const run = (text: string, ...values: unknown[]) => owner.query(text, [j, ...values])
  await run('update jurisdictions set name = name || $2, name_en = name_en || $2 where jurisdiction_id = $1', token)
  await run(
    `update orgs set name = name || $2, name_en = name_en || $2, short_name = short_name || $2, short_name_en = short_name_en || $2,
       phone = $3, address = $2 where jurisdiction_id = $1`,
    token,
    `099${j}-7700${j}77`,
  )
  await run(`update members set name = slug || $2, work_phone = $3 where jurisdiction_id = $1`, token, `1991${j}770000`)
  await run(
    'update appointments set is_public = true where jurisdiction_id = $1 and role in ($2, $3)',
    'branch-secretary',
    'town-clerk',
  )
  if (side === 'abroad') {
    await run('update jurisdictions set hosts = $2 where jurisdiction_id = $1', [hostOf(side)])
    await run(`insert into number_blocks (jurisdiction_id, month, next) values ($1, '2611', 7001), ($1, '2609', 7001)`)
  }
}

/** A case at home in this place, with everything a case can have. */
async function aPlace({ house }: TestServer, county: County, side: Side, name: PlaceName): Promise<Place> {
  const village = name.slice(0, 2)
  const token = tokenOf(side, name)
  const phone = phoneOf(side, name)
  const liaison = county.as(name === 'a1x' ? 'a1-liaison-2' : `${village}-liaison`)
  const secretary = county.as(`${village}-secretary`)
  const it = await registerHeard(house, liaison, {
    clientKey: `place-${token}`,
    villageId: county.org(village),
    words: `水渠塌了${token}`,
    place: `渠口${token}`,
    contact: { name: `欧阳${token}`, phone },
    channel: 'visit',
    consent: 'given',
    language: 'zh-CN',
    files: [],
  })
  const caseId = it.id
  const sort = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' } as const
  await takeStep('handUp')(house, liaison, { caseId, note: `交上去${token}` })
  await takeStep('accept')(house, secretary, { caseId, title: `水渠${token}`, ...sort })
  await takeStep('comment')(house, secretary, {
    caseId,
    words: `看过了${token}`,
    mentions: [county.member(`${village}-liaison`)],
  })
  await takeStep('reflect')(house, secretary, { caseId, words: `要常去看${token}` })
  const photo = await storeUpload(house.blobs, Readable.from([await aPhoto()]), `${token}.jpg`)
  const fileId = await hangOn(house, caseId, photo, county.jurisdictionId)
  if (name === 'a1h') {
    // last, when it has left a trace everywhere: with those it is about, in their notices and in the outbox
    const about = { orgs: [county.org('a1')], members: [county.member('a1-secretary')] }
    await takeMark('markAboutInHand')(house, county.as('a-clerk'), { caseId, ...about, reason: `反映${token}` })
  }
  const { id: household, head } = county.household(village)
  const records = name === 'a1h' ? undefined : await aRecord(house, county, village, liaison, token)
  const ids = [caseId, fileId, household, head, ...(records ? Object.values(records) : [])]
  return { token, phone, caseId, number: it.number, fileId, ids, ...records }
}

/** A matter with steps, and something promised. */
async function aRecord(house: TestServer['house'], county: County, village: string, as: MemberCaller, token: string) {
  const { id: recordId } = await writeRecord(house, as, {
    clientKey: `record-${token}`,
    kind: 'relief',
    orgId: county.org(village),
    onDay: '2026-11-20',
    title: token,
    fields: { amount: 100 },
  })
  const promise = { recordId, what: token, dueOn: '2026-12-01' }
  return { recordId, followUpId: (await addFollowUp(house, as, promise)).id }
}

export const aPhoto = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
