/** What is found in free text, and what is not: a table by hand, all of it invented. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Kind } from './kinds.ts'
import { maskPersonal } from './mask.ts'
import { checkDigit, luhn } from './numbers.ts'
import { findHard, findPersonal, plainOf } from './suggest.ts'
import { cases } from './suggest-cases.ts'

const found = (text: string) => findPersonal(text).map((s) => `${s.kind} ${s.text}`)

describe.each(Object.entries(cases))('%s', (_group, rows) => {
  test.each(rows)('%s', (text, ...expected) => {
    expect(found(text)).toEqual(expected)
  })
})

test('the check digit and Luhn’s sum are those of the standards’ own examples', () => {
  expect(checkDigit('34052419800101001')).toBe('X')
  expect(checkDigit('11010519491231002')).toBe('X')
  expect(luhn('4539578763621486')).toBe(true)
  expect(luhn('4539578763621487')).toBe(false)
})

test('a character beyond the first plane counts as one, before a span and inside a name', () => {
  const [span] = findPersonal('𠮷𠮷𠮷打13812345678')
  expect(span).toMatchObject({ from: 4, to: 15 })
  expect(found('村民王𠮷祥的地')).toEqual(['name 王𠮷祥'])
  expect(maskPersonal('村民王𠮷祥的地')).toBe('村民王**的地')
})

test.each([
  ['村民王小明的电话13812345678', '村民王**的电话138****5678'],
  ['欧阳小红同志', '欧阳**'],
  ['身份证34052419800101001X', '身份证**************001X'],
  ['车牌湘A12345', '车牌湘A*****'],
  ['新能源湘A·D12345停在路口', '新能源湘A*****停在路口'],
  ['找张书记', '找某书记'],
  ['住三组12号', '住三组**号'],
  ['微信号lianxin_2026', '微信号******'],
])('%s is shown as %s', (text, shown) => {
  expect(maskPersonal(text)).toBe(shown)
})

test('names one knows of are found wherever they stand', () => {
  expect(findPersonal('以后不亮，打电话找符静。', ['符静']).map((s) => s.text)).toEqual(['符静'])
  expect(maskPersonal('何素芬明早上门', ['何素芬'])).toBe('何**明早上门')
})

test('hard kinds are those known by their form', () => {
  expect(findHard('村民王小明13812345678，座机0743-8221234').map((s) => s.kind)).toEqual(['mobile'])
})

const person: Record<Kind, fc.Arbitrary<string>> = {
  mobile: fc.tuple(fc.integer({ min: 3, max: 9 }), fc.stringMatching(/^\d{9}$/)).map(([a, rest]) => `1${a}${rest}`),
  'id-number': fc
    .tuple(
      fc.constantFrom('430102', '110105', '522631'),
      fc.integer({ min: 1940, max: 2015 }),
      fc.stringMatching(/^\d{3}$/),
    )
    .map(([region, year, order]) => `${region}${year}0612${order}`)
    .map((first) => first + checkDigit(first)),
  'bank-card': fc.stringMatching(/^62\d{16}$/).map((n) => [...'0123456789'].map((d) => n + d).find(luhn) ?? n),
  hotline: fc.stringMatching(/^400\d{7}$/),
  landline: fc.stringMatching(/^07\d{2}-8\d{6}$/),
  email: fc.stringMatching(/^[a-z]{3,8}@[a-z]{3,6}\.com$/),
  account: fc.stringMatching(/^[a-z]{4}\d{4}$/).map((id) => `微信${id}`),
  plate: fc.tuple(fc.constantFrom(...'湘鄂京沪渝川'), fc.stringMatching(/^[A-H]\d{5}$/)).map(([p, n]) => p + n),
  official: fc.constantFrom('张书记', '李建国主任', '刘所长'),
  name: fc.constantFrom('王小明', '欧阳红', '李四').map((n) => `村民${n}，`),
  house: fc.integer({ min: 1, max: 99 }).map((n) => `三组${n}号`),
}
const prose = fc.constantFrom(
  '，',
  '。',
  '的',
  '\n',
  '在村口',
  ' ',
  '打',
  '：',
  '𠮷',
  '３',
  '-',
  '12月3日',
  'LX-2611-0427',
  '号',
  '*',
)
const text = fc
  .array(fc.oneof(prose, fc.string({ maxLength: 4, unit: 'binary' }), ...Object.values(person)), { maxLength: 12 })
  .map((parts) => parts.join(''))

test('masked once, nothing is found any more, and masking again changes nothing', () => {
  fc.assert(
    fc.property(text, (t) => {
      const masked = maskPersonal(t)
      expect(findPersonal(masked)).toEqual([])
      expect(maskPersonal(masked)).toBe(masked)
    }),
    { numRuns: 3000 },
  )
})

test('no hard span is left standing in the masked text', () => {
  fc.assert(
    fc.property(text, (t) => {
      const masked = maskPersonal(t)
      for (const span of findHard(t)) expect(masked).not.toContain(span.text)
    }),
    { numRuns: 3000 },
  )
})

test('spans are whole, in order and apart, in code points of any text', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (t) => {
      const chars = [...t]
      expect([...plainOf(t)].length).toBe(chars.length)
      let after = 0
      for (const s of findPersonal(t)) {
        expect(s.from).toBeGreaterThanOrEqual(after)
        expect(s.to).toBeGreaterThan(s.from)
        expect(chars.slice(s.from, s.to).join('')).toBe(s.text)
        after = s.to
      }
    }),
    { numRuns: 2000 },
  )
})
