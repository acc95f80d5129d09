/** Blanks are filled, named or refused; nothing in braces goes out by mistake. */
import { expect, test } from 'vitest'
import { needs } from '../model.ts'
import { fitness, inOrder } from './fit.ts'
import { blank, fill, leftIn, placeholders, sample, unknownIn } from './placeholders.ts'

test('what has a value is filled, what has none stays to be seen', () => {
  expect(fill('{称呼}：您反映的事（{编号}）已由{承办单位}办好。', { salutation: '王同志', number: 'LX-1' })).toBe(
    '王同志：您反映的事（LX-1）已由{承办单位}办好。',
  )
  expect(fill('{电话}', { phone: '' })).toBe('{电话}')
})

test('both languages and both kinds of braces name the same blank', () => {
  for (const text of ['{编号}', '{number}', '{Number}', '｛编号｝', '{ 编号 }'])
    expect(fill(text, { number: 'LX-1' }), text).toBe('LX-1')
})

test('a blank nobody could fill is named; braces of another sort are left alone', () => {
  expect(unknownIn('{称呼}，请找{局长}，或打{局长}电话')).toEqual(['局长'])
  expect(unknownIn('费用 {2026} 元，{} 与 {a b}')).toEqual([])
})

test('every row gives an example in both languages, and none is left in the sample', () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const all = placeholders.map((p) => blank(p.code, language)).join(' ')
    expect(unknownIn(all)).toEqual([])
    expect(leftIn(sample(all, language))).toEqual([])
  }
})

test.each([
  ['Answer', { result: 'resolved', files: [] }, 'answer'],
  ['Decline', { ground: 'court' }, 'explanation'],
  ['Ask', {}, 'question'],
  ['PassOn', { authority: '县供电公司' }, 'explanation'],
  ['Shelve', { reviewDay: '2026-12-01' }, 'reason'],
] as const)('%s is not sent with a blank unfilled; the same words without it are', (need, more, field) => {
  const say = (words: string) => needs[need].safeParse({ ...more, [field]: words })
  const refused = say('请联系{联系人}，谢谢')
  expect(refused.success).toBe(false)
  expect(refused.error?.issues).toMatchObject([{ path: [field], message: 'placeholder' }])
  expect(say('请联系沈国平，谢谢').success).toBe(true)
})

test('what a resident writes is never refused for its braces', () => {
  expect(needs.Words.safeParse({ words: '表上写着{编号}，我不懂' }).success).toBe(true)
})

const any = { step: null, category: null, nature: null, state: null, name: '通用' }
const water = { ...any, step: 'answer', category: 'water', name: '停水' }
const wanted = { step: 'answer', category: 'water', nature: 'help', state: 'handling' }

test('made for this case first, for any next, for something else last', () => {
  const road = { ...any, category: 'road', name: '道路' }
  const near = { ...any, name: '本镇通用' }
  expect(fitness(water, wanted)).toBe(2)
  expect(fitness(road, wanted)).toBe(-1)
  const sorted = inOrder([road, any, near, water], wanted, (t) => (t.name === '本镇通用' ? 0 : 1))
  expect(sorted.map((t) => [t.name, t.fits])).toEqual([
    ['停水', true],
    ['本镇通用', true],
    ['通用', true],
    ['道路', false],
  ])
})
