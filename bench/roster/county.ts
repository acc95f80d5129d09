/** A county for rosters, ties and cards: towns with villages, liaison members in each, a scheme that asks for a liaison for every household. */
import pg from 'pg'
import type { MemberCaller } from '../../src/access/caller.ts'
import type { Open } from '../../src/house.ts'
import { newId } from '../../src/kernel/ids.ts'

export const jurisdictionId = 1
export type Village = { readonly id: string; readonly name: string; readonly liaisons: readonly string[] }
export type County = { readonly caller: MemberCaller; readonly villages: readonly Village[] }

const han = '东西南北上下前后大小'
export const nameOf = (n: number) => [...String(n)].map((digit) => han[Number(digit)]).join('')
const tieKinds = {
  liaison: {
    name: { 'zh-CN': '联户', en: 'liaison' },
    from: { member: { roles: ['liaison'] } },
    to: { household: {} },
    card: true,
  },
}

/** Villages in towns of forty, each with its liaison members; and whoever keeps the roster of the whole. */
export async function aCounty({ house, ownerUrl }: Open, villages: number, liaisonsEach: number): Promise<County> {
  const at = house.now()
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    await owner.query(
      `insert into jurisdictions (jurisdiction_id, slug, name, name_en, created_at) values (1, 'bench', '试验县', 'Bench', now())`,
    )
    const org = async (kind: string, name: string, above: readonly string[]) => {
      const id = newId(at)
      await owner.query(
        `insert into orgs (jurisdiction_id, id, parent_id, slug, kind, name, name_en, short_name, short_name_en, chain)
        values (1, $1::uuid, $2, $1::uuid::text, $3, $4, $4, $4, $4, $5)`,
        [id, above[0] ?? null, kind, name, [id, ...above]],
      )
      return id
    }
    const member = async (role: string, name: string, orgId: string) => {
      const id = newId(at)
      await owner.query(
        `insert into members (jurisdiction_id, id, slug, name, work_phone) values (1, $1::uuid, $1::uuid::text, $2, '13700001234')`,
        [id, name],
      )
      await owner.query(
        `insert into appointments (jurisdiction_id, id, member_id, org_id, role, starts_on) values (1, $1, $2, $3, $4, '2020-01-01')`,
        [newId(at), id, orgId, role],
      )
      return id
    }
    const county = await org('county-office', '试验县连心办', [])
    const officer = await member('county-officer', '石小满', county)
    const made: Village[] = []
    let town = ''
    for (let v = 0; v < villages; v++) {
      if (v % 40 === 0) town = await org('town-committee', `${nameOf(v / 40)}镇`, [county])
      const name = `${nameOf(v)}村`
      const id = await org('village-branch', name, [town, county])
      const liaisons: string[] = []
      for (let l = 0; l < liaisonsEach; l++) {
        const called = `石${nameOf(v * liaisonsEach + l)}`
        await member('liaison', called, id)
        liaisons.push(called)
      }
      made.push({ id, name, liaisons })
    }
    const content = { ...house.schemes.of(jurisdictionId), programme: 'bench', uses: ['mechanism'], tieKinds }
    await owner.query(
      `insert into programmes (jurisdiction_id, code, version, source, content, filled, sha256, starts_on, applied_at) values (1, 'bench', 1, '', $1, '{}', '', '2020-01-01', now())`,
      [JSON.stringify(content)],
    )
    await house.schemes.reload(jurisdictionId)
    const may = house.schemes.of(jurisdictionId).roles['county-officer']?.may ?? []
    const appointments = [{ orgId: county, role: 'county-officer', may, scope: 'subtree' as const }]
    const actor = { kind: 'member' as const, memberId: officer, recused: [], appointments }
    return { caller: { jurisdictionId, language: 'zh-CN', actor }, villages: made }
  } finally {
    await owner.end()
  }
}

/** A roster as a spreadsheet has it: so many households in each village, those after `tied` without a liaison. */
export const rosterOf = (villages: readonly Village[], each: number, tied = each): (string | number)[][] =>
  villages.flatMap((village, v) =>
    Array.from({ length: each }, (_, n) => [
      village.name,
      n + 1,
      `${han[n % 6]}组`,
      `赵${nameOf(v * each + n)}`,
      `139${String(v * each + n).padStart(8, '0')}`,
      1 + (n % 6),
      n < tied ? (village.liaisons[n % village.liaisons.length] ?? '') : '',
    ]),
  )

/** Members of each village's branch, one in eight away. */
export const membersOf = (villages: readonly Village[], each: number): (string | number)[][] =>
  villages.flatMap((village, v) =>
    Array.from({ length: each }, (_, n) => {
      const away = n % 8 === 0
      const name = `钱${nameOf(v * each + n)}`
      return [
        village.name,
        name,
        '联户党员',
        `138${String(v * each + n).padStart(8, '0')}`,
        ...(away ? ['外出', '省城'] : ['在岗', '']),
      ]
    }),
  )
