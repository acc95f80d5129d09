/** A large invented county: twenty towns with three departments each, eight hundred villages, and who stands where. */
import type pg from 'pg'
import { newId } from '../../src/kernel/ids.ts'
import { copyInto, line } from '../copy.ts'

export const jurisdictionId = 1
const townsMany = 20
const villagesEach = 40
const posts = ['water', 'roads', 'affairs'] as const

export type Village = {
  id: string
  name: string
  chain: string[]
  secretary: string
  liaison: string
  residents: string[]
}
export type Town = {
  id: string
  clerk: string
  leader: string
  villages: Village[]
  departments: { id: string; officer: string }[]
}
export type Place = { county: string; officer: string; supervisor: string; towns: Town[] }

const han = '东西南北上下前后大小'
/** 东上村, 西下村 …: no two of a county are called the same. */
const nameOf = (n: number) => [...String(n)].map((digit) => han[Number(digit)]).join('')

/** Writes orgs, members and their posts. Ids are of the day the county began. */
export async function makePlace(owner: pg.Client, from: Date): Promise<Place> {
  const orgs: string[] = []
  const members: string[] = []
  const appointments: string[] = []
  const org = (kind: string, name: string, parents: readonly string[]): string => {
    const id = newId(from)
    orgs.push(
      line([
        jurisdictionId,
        id,
        parents[0] ?? null,
        `${kind}-${orgs.length}`,
        kind,
        name,
        name,
        name,
        name,
        `{${[id, ...parents].join(',')}}`,
      ]),
    )
    return id
  }
  const member = (role: string, at: string): string => {
    const id = newId(from)
    members.push(line([jurisdictionId, id, id, '石小满']))
    appointments.push(line([jurisdictionId, newId(from), id, at, role, '2015-01-01']))
    return id
  }
  const county = org('county-office', '试验县连心办', [])
  const towns = Array.from({ length: townsMany }, (_, t): Town => {
    const town = org('town-committee', `${nameOf(t)}镇`, [county])
    return {
      id: town,
      clerk: member('town-clerk', town),
      leader: member('town-leader', town),
      departments: posts.map((post) => {
        const id = org('department', `${nameOf(t)}镇${post}`, [town, county])
        return { id, officer: member('department-officer', id) }
      }),
      villages: Array.from({ length: villagesEach }, (_, v): Village => {
        const name = `${nameOf(t * villagesEach + v)}村`
        const id = org('village-branch', name, [town, county])
        return {
          id,
          name,
          chain: [id, town, county],
          secretary: member('branch-secretary', id),
          liaison: member('liaison', id),
          residents: [],
        }
      }),
    }
  })
  const place = {
    county,
    officer: member('county-officer', county),
    supervisor: member('county-supervisor', county),
    towns,
  }
  await owner.query(
    `insert into jurisdictions (jurisdiction_id, slug, name, name_en, created_at) values ($1, 'bench', '试验县', 'Bench County', $2)`,
    [jurisdictionId, from],
  )
  const columns = {
    orgs: [
      'jurisdiction_id',
      'id',
      'parent_id',
      'slug',
      'kind',
      'name',
      'name_en',
      'short_name',
      'short_name_en',
      'chain',
    ],
    members: ['jurisdiction_id', 'id', 'slug', 'name'],
    appointments: ['jurisdiction_id', 'id', 'member_id', 'org_id', 'role', 'starts_on'],
  }
  await copyInto(owner, 'orgs', columns.orgs, orgs)
  await copyInto(owner, 'members', columns.members, members)
  await copyInto(owner, 'appointments', columns.appointments, appointments)
  return place
}
