/** Who is above those a request is about, and which words suggest that it is about somebody. */
import { describe, expect, test } from 'vitest'
import { orgs, scheme } from '../../test/a-case.ts'
import type { Level } from '../programme/vocabulary.ts'
import { confidentialityOf, levelAbove, suggestAbout } from './about.ts'

const ladder = { branch: orgs.village, town: orgs.town, county: orgs.county }
const place = (level: Level, ...chain: string[]) => ({ orgId: chain[0] ?? '', chain, level })
const village = place('branch', orgs.village, orgs.town, orgs.county)
const town = place('town', orgs.town, orgs.county)
const department = place('town', orgs.water, orgs.town, orgs.county)
const county = place('county', orgs.county)
const elsewhere = place('branch', 'village-b1', 'town-b', orgs.county)
const bureau = place('town', 'bureau', orgs.county)

test.each([
  ['a village', [village], 'town'],
  ['a town', [town], 'county'],
  ['a department of the town', [department], 'county'],
  ['a bureau of the county', [bureau], 'county'],
  ['a village of another town', [elsewhere], 'county'],
  ['somebody with posts at village and department', [village, department], 'county'],
  ['the county', [county], undefined],
  ['village and county together', [village, county], undefined],
] as const)('above %s', (_name, places, level) => {
  expect(levelAbove(ladder, places)).toBe(level)
})

test('where a village has no town between, the county is one level above', () => {
  expect(levelAbove({ branch: orgs.village, county: orgs.county }, [place('branch', orgs.village, orgs.county)])).toBe(
    'county',
  )
})

describe('words', () => {
  test.each(['村干部优亲厚友', '窗口的人态度恶劣', '办事员吃拿卡要', '举报书记', 'The secretary took a BRIBE'])(
    '%s: may be about somebody',
    (words) => expect(suggestAbout(scheme, words)).toBe(true),
  )
  test.each(['自来水三天没来了', '路灯不亮', '想问高龄补贴怎么领'])('%s: about a thing', (words) =>
    expect(suggestAbout(scheme, words)).toBe(false),
  )
})

test('the resident is told whether it is kept above them or for the discipline office', () => {
  expect(confidentialityOf([], ladder)).toBeNull()
  expect(confidentialityOf([orgs.village], ladder)).toBe('kept')
  expect(confidentialityOf(['director', orgs.county], ladder)).toBe('discipline')
})
