import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadProgramme } from '../../src/programme/load.ts'
import { diversionsFor, nextDiversion } from './diversions.ts'

const scheme = loadProgramme(fileURLToPath(new URL('../../programmes/mechanism.yaml', import.meta.url)))
const codes = (words: string) => diversionsFor(scheme, words).map((d) => d.code)

test('danger to life comes before every other door', () => {
  expect(codes('法院判决了他不服，现在拿刀追人')).toEqual(['danger-to-life', 'court'])
})

test('an ordinary request passes every door by', () => {
  expect(codes('三组的井水浑了，路灯也坏了。')).toEqual([])
})

test('English words are found in capitals and across line ends', () => {
  expect(codes('The barn is ON\nFIRE')).toEqual(['danger-to-life'])
})

test('each door is shown once', () => {
  expect(nextDiversion(scheme, '着火了，老板还拖欠工资', ['danger-to-life'])?.code).toBe('wages')
  expect(nextDiversion(scheme, '着火了', ['danger-to-life'])).toBeUndefined()
})
