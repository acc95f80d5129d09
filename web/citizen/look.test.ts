import { expect, test } from 'vitest'
import { lookOf, safePath } from './look.ts'

test.each(['/', '/v/liutangcun', '/report/what-happened', '/q/LX-2611-0427/653190'])('%s is a way back', (path) => {
  expect(safePath(path)).toBe(path)
})

test.each([
  'https://elsewhere.example',
  '//elsewhere.example',
  '/\\elsewhere.example',
  'javascript:alert(1)',
  '/a?b=c\r\nset-cookie: x',
  '',
])('%j leads home', (path) => {
  expect(safePath(path)).toBe('/')
})

test('a button of the header stands for a look; a word every object knows stands for none', () => {
  expect(lookOf('text-large')).toEqual(['text', 'large'])
  for (const set of ['constructor', '__proto__', 'toString', '', undefined, ['text-large']])
    expect(lookOf(set)).toBeUndefined()
})
