/** The least county in which a request can go all its way: a village, its town, one department; four people. */
import type { County } from '../../src/registry/setup-model.ts'

const org = (slug: string, kind: string, parent: string | undefined, name: string) => ({
  slug,
  kind,
  ...(parent && { parent }),
  name,
  nameEn: slug,
  shortName: name,
  phone: '0999-7700001',
  address: '试验路 1 号',
})
const member = (slug: string, role: string, at: string) => ({
  slug,
  name: `石${slug}`,
  workPhone: '13700000000',
  roles: [{ role, org: at, public: false }],
})

export const county: County = {
  jurisdiction: { slug: 'crash', name: '试验县', nameEn: 'Trial County', shortName: '试验' },
  county: org('county', 'county-office', undefined, '试验县连心办'),
  towns: [org('town', 'town-committee', 'county', '试验镇党委')],
  villages: [org('village', 'village-branch', 'town', '试验村党支部')],
  departments: [org('water', 'department', 'town', '试验镇水利站')],
  members: [
    member('secretary', 'branch-secretary', 'village'),
    member('clerk', 'town-clerk', 'town'),
    member('officer', 'department-officer', 'water'),
  ],
}
export type Post = 'secretary' | 'clerk' | 'officer'
