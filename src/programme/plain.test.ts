/** What a duty asks for, as people read it. */
import { expect, test } from 'vitest'
import { aScheme, meetings, visits } from '../../test/a-scheme.ts'
import { readShipped } from '../schemes/used.ts'
import { parseProgramme } from './load.ts'
import { plainly } from './plain.ts'

const read = (parts?: Record<string, unknown>) =>
  parseProgramme(aScheme(parts), 'trial.yaml', { readUsed: readShipped })
const says = (duty: object, language: 'zh-CN' | 'en') => {
  const scheme = read({ duties: { one: duty } })
  return plainly(scheme, language).duty(scheme.duties['one'] as never)
}

test.each([
  [visits(50), '每名联户党员，每年走访至少 50 户', 'Each liaison member: at least 50 households by visit, each year'],
  [
    visits(null),
    '每名联户党员，每年走访（户数未定）',
    'Each liaison member: households by visit, number not set, each year',
  ],
  [
    meetings(1),
    '每个村党支部，每季度支部会议至少 1 次',
    'Each village branch: at least 1 × branch meeting, each quarter',
  ],
  [
    visits(3, { per: { festival: 'spring-festival', daysBefore: 15 } }),
    '每名联户党员，春节前 15 天内走访至少 3 户',
    'Each liaison member: at least 3 households by visit, in the 15 days before Spring Festival',
  ],
  [
    visits(7, { measure: { days: 'visit' }, per: { window: { from: '06-01', to: '09-30' } } }),
    '每名联户党员，每年6月1日至9月30日走访至少 7 天',
    'Each liaison member: at least 7 days of visit, each year from June 1 to September 30',
  ],
])('%#', (duty, chinese, english) => {
  expect(says(duty, 'zh-CN')).toBe(chinese)
  expect(says(duty, 'en')).toBe(english)
})
