/** The export: quoted as RFC 4180 asks, harmless in a spreadsheet, its end stated. */
import { expect, test } from 'vitest'
import { cell } from '../kernel/csv.ts'
import { auditCsv } from './audit-csv.ts'
import type { AuditRow } from './audit-list.ts'

test.each([
  [null, ''],
  ['手机丢了', '手机丢了'],
  ['丢了, 补办', '"丢了, 补办"'],
  ['说是"丢了"', '"说是""丢了"""'],
  ['=1+1', "'=1+1"],
  ['@cmd', "'@cmd"],
  ['-1', "'-1"],
])('%s becomes %s', (value, written) => {
  expect(cell(value)).toBe(written)
})

const row = (n: number): AuditRow => ({
  id: `0193a000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  at: '2026-11-23T16:00:00.000Z',
  kind: 'sign-in',
  ok: n % 2 === 0,
  who: { id: '0193a000-0000-7000-8000-000000000000', name: '缪鉴清' },
  target: null,
  subject: 'password',
  note: null,
  address: '10.0.0.7',
  requestId: null,
})

test('every page is in it once, times are local, and the last line says how many', async () => {
  async function* pages() {
    yield [row(1), row(2)]
    yield [row(3)]
  }
  const bytes = Buffer.from(await new Response(auditCsv('zh-CN', pages())).arrayBuffer())
  const text = bytes.toString('utf8')
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = text.trimEnd().split('\r\n')
  expect(lines).toHaveLength(5)
  expect(lines[1]).toContain('2026-11-24 00:00:00,缪鉴清,')
  expect(lines.at(-1)).toContain('3')
})

test('nobody reading any further, nothing further is read', async () => {
  let asked = 0
  async function* pages() {
    for (;;) {
      asked++
      yield [row(asked)]
    }
  }
  const reader = auditCsv('en', pages()).getReader()
  for (let n = 0; n < 3; n++) await reader.read()
  await reader.cancel()
  expect(asked).toBeLessThan(6)
})
