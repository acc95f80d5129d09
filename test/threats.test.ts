/** The threat model keeps its word: every test it names is there, by file and by name. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const rows = readFileSync(join(root, 'docs/threats.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (threat|---)/.test(line))
  .map((line) => line.split(' | ').at(-1)?.replace(/ \|$/, '') ?? '')

test('there are threats of each kind', () => {
  expect(rows.length).toBeGreaterThan(45)
})

test.each([...new Set(rows)])('%s', (cell) => {
  const [, file = '', name = ''] = /^`([^`]+)` › (.+)$/.exec(cell) ?? []
  expect(existsSync(join(root, file)), file).toBe(true)
  expect(readFileSync(join(root, file), 'utf8')).toContain(name)
})
