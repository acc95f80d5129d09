/** Schemes at the command line: a file checked without a database, then planned, applied, filled and ended as an operator would. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aScheme, meetings, visits } from '../test/a-scheme.ts'
import { aCounty, aHouse } from '../test/builders.ts'
import { testDatabase } from '../test/database.ts'
import { applyFile, checkFile, endRunning, fillIn, listRunning, numberIn, planFile } from './cli-programme.ts'

const it = aHouse(testDatabase())
const folder = mkdtempSync(join(tmpdir(), 'lianxin-cli-'))
const file = join(folder, 'trial.yaml')
const write = (text: string) => writeFileSync(file, text)
beforeAll(() => aCounty(it.house))
afterAll(() => rmSync(folder, { recursive: true }))
const where = (language: 'zh-CN' | 'en' = 'en') => ({ house: it.house, jurisdictionId: 1, language }) as const

describe('check', () => {
  test('each fault with its line and place, in the language of the terminal, and 1', () => {
    const broken = aScheme().replace('per: year', 'per: yearly')
    write(broken)
    const line = broken.split('\n').findIndex((l) => l.includes('yearly')) + 1
    const run = (language: string) => {
      try {
        execFileSync(process.execPath, ['scripts/run.mjs', 'src/cli.ts', 'programme', 'check', file], {
          encoding: 'utf8',
          env: { ...process.env, LC_ALL: language },
        })
        return { status: 0, stdout: '' }
      } catch (error) {
        return error as { status: number; stdout: string }
      }
    }
    expect(run('en_GB.UTF-8')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(`line ${line}  duties.visits.per`),
    })
    expect(run('zh_CN.UTF-8').stdout).toContain(`第 ${line} 行  duties.visits.per`)
  })
  test('a sound file', () => {
    write(aScheme())
    expect(checkFile(file, 'en')).toEqual({ well: true, lines: ['trial.yaml: sound.'] })
  })
  test('a file it uses that stands beside it comes before the one shipped', () => {
    writeFileSync(join(folder, 'mechanism.yaml'), 'programme: mechanism')
    expect(checkFile(file, 'en').well).toBe(false)
    rmSync(join(folder, 'mechanism.yaml'))
  })
})

test('planned, applied only when it is said twice, filled and ended', async () => {
  write(aScheme({ duties: { visits: visits(null), meetings: meetings(1) } }))
  expect(await listRunning(where())).toMatchObject({ lines: [expect.stringContaining('No scheme was applied')] })
  const planned = await planFile(where(), file, {})
  expect(planned.lines).toEqual(
    expect.arrayContaining([
      'Qinghe scheme (trial, version 1): from 2026-11-23, until it is ended',
      '+ Duties · Households visited  (concerns 8 people)',
      '    Each liaison member: households by visit, number not set, each year',
      '1 numbers not set: Households visited: how much',
    ]),
  )
  expect(await applyFile(where(), file, {}, false)).toMatchObject({ well: false })
  expect(it.house.schemes.all(1)).toEqual([])
  expect(await applyFile(where(), file, { endsOn: '2027-12-31' }, true)).toMatchObject({ well: true })
  expect(await fillIn(where(), 'trial', 'visits', '50')).toMatchObject({ well: true })
  expect(await fillIn(where(), 'trial', 'visits', 'many')).toMatchObject({ well: false })
  expect(await listRunning(where())).toEqual({
    well: true,
    lines: ['trial version 1  Running  2026-11-23 – 2027-12-31  Qinghe scheme'],
  })
  expect(await endRunning(where(), 'trial', '2026-12-31')).toMatchObject({ well: true })
  expect(it.house.schemes.all(1)[0]).toMatchObject({
    endsOn: '2026-12-31',
    scheme: { duties: { visits: { atLeast: 50 } } },
  })
})

test('a number as people write it', () => {
  expect(['50', '0.5', '90%', '90 ％', '', 'many', '-1'].map(numberIn)).toEqual([
    50,
    0.5,
    0.9,
    0.9,
    undefined,
    undefined,
    undefined,
  ])
})
