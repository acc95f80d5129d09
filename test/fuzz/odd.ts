/** Values no form of ours would send, each under the name a report gives it. */
import fc from 'fast-check'
import type { Draw } from './draw.ts'

const between = (from: number, to: number) => fc.integer({ min: from, max: to }).map((c) => String.fromCodePoint(c))
const textOf = (unit: fc.Arbitrary<string>, max = 40) => fc.string({ unit, minLength: 1, maxLength: max })

/** GB 18030-2022 at its third level reaches far beyond the first plane: names and places are written with these. */
const farHan = fc.oneof(
  between(0x20000, 0x2a6df),
  between(0x2a700, 0x2ebe0),
  between(0x30000, 0x323af),
  between(0x9fa6, 0x9fff),
)

const oddTexts: Readonly<Record<string, fc.Arbitrary<string>>> = {
  empty: fc.constant(''),
  'only blanks': fc.constantFrom(' ', '\t\n', '　　', '\u00a0\u2003'),
  huge: fc.constantFrom('水'.repeat(21_000), 'x'.repeat(150_000)),
  'far Han': textOf(farHan),
  'private use': textOf(fc.oneof(between(0xe000, 0xf8ff), between(0x100000, 0x10fffd))),
  'combining marks': fc.nat({ max: 400 }).map((n) => `e${'\u0301\u20dd'.repeat(n)}`),
  'right to left': fc.constantFrom('\u202e坏了\u202c', '\u2067水\u2069', '\u200f路灯'),
  'NUL within': fc.constantFrom('水渠\0坏了', '\0', `${'\0'.repeat(20)}好`),
  'half a pair': fc.constantFrom('水\ud800渠', '\udc00', '路灯坏了\ud83d'),
  'zero width': fc.constantFrom('\u200b', '水\u200d渠\ufeff坏了', '\u2060\u200c'),
  'middle dot': fc.constantFrom('买买提·艾力', '·', '阿依古丽·吐尔逊·买买提'),
  'controls and no characters': fc.constantFrom('\u0001\u0008\u001b[31m', '\uffff\u{10ffff}', '\u0085\u2028\u2029'),
  'any unicode': fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  'looks like code': fc.constantFrom(
    "'; drop table cases; --",
    '{number} {{x}} $y %s %n',
    '<script>alert(1)</script>',
    '../../../etc/passwd',
    '%00%ff%',
    '\\u0000',
  ),
  'a name of objects': fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'),
  'wide forms': fc.constantFrom('ＬＸ－２６１１－０００１', '１３８', '①②③', 'ﷺ'.repeat(30), 'İ'.repeat(50)),
}

/** Numbers written as JSON: as text, for some of them no value of JavaScript can carry. */
export const oddNumbers: readonly string[] = [
  '-1',
  '0',
  '-0',
  '1.5',
  '1e400',
  '-1e400',
  '1e-400',
  '9007199254740993',
  '-9223372036854775809',
  '2147483648',
  '9'.repeat(400),
  `0.${'3'.repeat(400)}`,
]

export const oddDays: readonly string[] = [
  '0000-01-01',
  '0001-01-01',
  '0099-12-31',
  '1900-02-29',
  '2026-02-30',
  '2026-13-01',
  '2027-02-28',
  '3000-01-01',
  '9999-12-31',
  '+010000-01-01',
  '2026-11-23T00:00:00Z',
  '二〇二六年',
]

export const oddIds: readonly string[] = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '01234567-89ab-7cde-8f01-23456789abcd',
  '01234567-89AB-7CDE-8F01-23456789ABCD',
  '01234567-89ab-7cde-8f01-23456789abc',
  '{01234567-89ab-7cde-8f01-23456789abcd}',
  '0123456789ab7cde8f0123456789abcd',
  '1',
  "' or 1=1 --",
  '..%2f..%2fcases',
  '%00',
  '%',
  '%ED%A0%80',
  '·',
  'x'.repeat(5000),
]

/** A value of another kind than was asked for. */
export const otherKinds: readonly unknown[] = [null, true, 42, 'text', [], {}, [[]], { a: { b: [] } }, [null]]

export const oddText = (draw: Draw): [string, string] => {
  const name = draw.of(Object.keys(oddTexts))
  return [name, draw(oddTexts[name] as fc.Arbitrary<string>)]
}
