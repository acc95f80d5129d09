import { expect, test } from 'vitest'
import { sameOrigin, sentFromHere } from './same-origin.ts'

const asked = (headers: Record<string, string>) => () =>
  sameOrigin({ header: (name) => headers[name] }, 'https://lianxin.example')

test('a form of ours counts, told by either header', () => {
  expect(asked({ 'sec-fetch-site': 'same-origin' })).not.toThrow()
  expect(asked({ origin: 'http://10.0.0.7:8080', host: '10.0.0.7:8080' })).not.toThrow()
  expect(asked({ origin: 'https://lianxin.example', host: 'inside:8080' })).not.toThrow()
  expect(asked({})).not.toThrow()
})

const foreign: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://elsewhere.example' },
  { origin: 'null' },
]
test.each(foreign)('a form of another site does not: %j', (headers) => {
  expect(asked({ host: 'lianxin.example', ...headers })).toThrow('csrf.origin')
})

test('where no cookie proves anything, a client that says nothing of where it comes from is refused', () => {
  const from = (headers: Record<string, string>) => () =>
    sentFromHere({ header: (name) => headers[name] }, 'https://lianxin.example')
  const host = 'lianxin.example'
  for (const said of [
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'https://lianxin.example' },
    { referer: 'https://lianxin.example/v/token' },
  ] as Record<string, string>[])
    expect(from({ host, ...said })).not.toThrow()
  for (const said of [...foreign, {}, { referer: 'https://elsewhere.example/' }, { referer: 'x' }] as Record<
    string,
    string
  >[])
    expect(from({ host, ...said }), JSON.stringify(said)).toThrow('csrf.origin')
})
