import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Language } from '../texts.ts'
import { reader } from '../texts.ts'
import { standWords } from './stand-words.ts'

const catalogue = (language: Language) =>
  Object.fromEntries(
    ['triage', 'desk', 'words'].flatMap((area) => {
      const file = new URL(`../../../texts/${language}/${area}.json`, import.meta.url)
      const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
      return Object.entries(texts).map(([key, text]) => [`${area}.${key}`, text])
    }),
  )
type Standing = Parameters<typeof standWords>[2]
const handling: Standing = {
  state: 'handling',
  colour: 'in-time',
  remaining: { workingDays: 2, hours: 40, overdue: false },
  dueAt: '2026-12-03T15:59:59.999Z',
  dueProvisional: false,
  clock: 'handling',
  endedAt: null,
  outcome: null,
  binds: 'scheme',
  statutory: null,
  holder: { id: 'h', name: '水利站', nameEn: 'Water station' },
  holderMember: { id: 'm', name: '符静' },
  approver: null,
  linkedTo: null,
  satisfied: null,
}
const say = (c: Standing, language: Language = 'zh-CN') =>
  standWords(reader(catalogue(language)), language, c, (of) => (language === 'en' ? of?.nameEn : of?.name) ?? '')

test('who has it and until when, in one sentence', () => {
  expect(say(handling)).toMatch(/^水利站 符静在承办，还剩 2 个工作日（.*12月3日 周四）。$/)
  expect(say(handling, 'en')).toMatch(/^Water station 符静 is working on it: 2 working days left \(Thu, Dec 3.*\)\.$/)
})
test('what has ended says how, and how the resident judged it', () => {
  const closed: Standing = {
    ...handling,
    state: 'closed',
    remaining: null,
    dueAt: null,
    endedAt: '2026-12-04T02:00:00.000Z',
    outcome: 'resolved',
    satisfied: 'satisfied',
  }
  expect(say(closed)).toMatch(/^已经办结：已解决（.*12月4日 周五）。群众评价：满意。$/)
})
