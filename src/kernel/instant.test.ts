import fc from 'fast-check'
import pg from 'pg'
import { expect, test } from 'vitest'
import { instantOf } from './instant.ts'

const byTheDriver = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text') as (text: string) => Date

test.each([
  ['2026-11-23 09:00:00+08', '2026-11-23T01:00:00.000Z'],
  ['2026-11-23 09:00:00.1+00', '2026-11-23T09:00:00.100Z'],
  ['2026-02-28 23:59:59.999999-03', '2026-03-01T02:59:59.999Z'],
])('%s', (text, iso) => expect(instantOf(text)?.toISOString()).toBe(iso))

test.each(['infinity', '2026-11-23 09:00:00+05:30', '12026-11-23 09:00:00+00', '0044-03-15 09:00:00+00 BC', ''])(
  '%s is left to the driver',
  (text) => expect(instantOf(text)).toBeUndefined(),
)

test('reads every instant as the driver does', () => {
  const noInvalid = { noInvalidDate: true, min: new Date('0101-01-01'), max: new Date('9998-01-01') }
  fc.assert(
    fc.property(
      fc.date(noInvalid),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: -12, max: 14 }),
      (date, digits, zone) => {
        const [day, time] = date.toISOString().split('T') as [string, string]
        const fraction = `${time.slice(9, 12)}789`.slice(0, digits)
        const offset = `${zone < 0 ? '-' : '+'}${String(Math.abs(zone)).padStart(2, '0')}`
        const text = `${day} ${time.slice(0, 8)}${fraction && `.${fraction}`}${offset}`
        expect(instantOf(text)?.getTime()).toBe(byTheDriver(text).getTime())
      },
    ),
  )
})
