/** Phone numbers as people write them, and what of a person is shown masked. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keysFrom } from '../kernel/crypto.ts'
import { isPhone, maskIdNumber, maskName, maskPhone, normalisePhone, openContact, sealContact } from './people.ts'

test.each([
  ['13812345678', '13812345678', '138****5678'],
  ['138 1234 5678', '13812345678', '138****5678'],
  ['138-1234-5678', '13812345678', '138****5678'],
  ['+86 138 1234 5678', '13812345678', '138****5678'],
  ['008613812345678', '13812345678', '138****5678'],
  ['１３８１２３４５６７８', '13812345678', '138****5678'],
  ['0717-4222222', '07174222222', '071****2222'],
  ['（0717）4222222', '07174222222', '071****2222'],
  ['010-12345678转801', '01012345678转801', '010****转801'],
  ['400-820-8820', '4008208820', '400****8820'],
  ['4222222', '4222222', '****22'],
  ['66123', '66123', '****23'],
  ['110', '110', '****10'],
])('%s can be called: dialled %s, shown %s', (written, dialled, shown) => {
  expect(isPhone(written)).toBe(true)
  expect(normalisePhone(written)).toBe(dialled)
  expect(maskPhone(written)).toBe(shown)
})

test.each([
  '',
  '12',
  '1381234567',
  '138123456789',
  '12812345678',
  '不留',
  'abc12345678',
  '+1 202 555 0100',
  '0717-42',
  '13812345678,13912345678',
])('“%s” is no number one could call', (written) => expect(isPhone(written)).toBe(false))

test.each([
  ['王小明', '王**'],
  ['欧阳修', '欧阳**'],
  ['司马光', '司马**'],
  ['𠮷野家', '𠮷**'],
  ['阿依古丽·买买提', '阿**'],
  ['Ann', 'A**'],
])('%s is shown as %s, whatever the length', (name, shown) => expect(maskName(name)).toBe(shown))

test('of an identity number only the last four are shown', () => {
  expect(maskIdNumber('11010519491231002X')).toBe('**************002X')
})

const keys = keysFrom(Buffer.alloc(32, 1))
const id = '01900000-0000-7000-8000-000000000001'

test('what is sealed opens with the person’s key, and a destroyed key opens nothing', () => {
  const contact = { name: '张三', phone: '138 1234 5678', idNumber: '11010519491231002x' }
  const sealed = sealContact(keys, 1, id, contact)
  expect(openContact(keys, 1, id, sealed)).toEqual({
    erased: false,
    name: '张三',
    phone: '138 1234 5678',
    idNumber: '11010519491231002X',
  })
  expect(openContact(keys, 1, id, { ...sealed, wrapped: null as never })).toEqual({ erased: true })
})

test('a sealed value opens at no other person, in no other field and in no other jurisdiction', () => {
  const sealed = sealContact(keys, 1, id, { name: '张三', phone: '13812345678' })
  const other = '01900000-0000-7000-8000-000000000002'
  expect(() => openContact(keys, 1, other, sealed)).toThrow()
  expect(() => openContact(keys, 2, id, sealed)).toThrow()
  expect(() => openContact(keys, 1, id, { ...sealed, sealed_name: sealed.sealed_phone })).toThrow()
})

test('the same number written in any way has one blind index, kept apart by jurisdiction', () => {
  const index = (jurisdiction: number, phone: string) =>
    sealContact(keys, jurisdiction, id, { phone }).phone_index?.toString('hex')
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.constantFrom('', ' ', '-'),
      fc.boolean(),
      (n, gap, abroad) => {
        const plain = `13${String(n).padStart(9, '0')}`
        const written = `${abroad ? '+86 ' : ''}${plain.slice(0, 3)}${gap}${plain.slice(3, 7)}${gap}${plain.slice(7)}`
        expect(index(1, written)).toBe(index(1, plain))
        expect(index(2, written)).not.toBe(index(1, plain))
      },
    ),
    { numRuns: 50 },
  )
})
