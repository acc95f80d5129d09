/** The document describes every route that can be mounted, and every name in it leads somewhere. */
import { expect, test } from 'vitest'
import { refusals } from '../kernel/errors.ts'
import { pathParams } from '../kernel/http/route.ts'
import { declareRoutes } from './declared.ts'
import { docsPage } from './docs-page.tsx'
import { openapi } from './openapi.ts'

const declared = declareRoutes()
const document = openapi(declared)
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

test('every declared route is an operation, under its own id', () => {
  expect(declared.length).toBeGreaterThan(40)
  expect(operations.map((o) => o.operation.operationId).sort()).toEqual(declared.map((d) => d.id).sort())
})

test('every reference leads to a component, and none is left over', () => {
  const text = JSON.stringify(document)
  const asked = new Set(
    [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)].map(([, kind, name]) => `${kind}/${name}`),
  )
  const there = Object.keys(document.components.schemas).map((name) => `schemas/${name}`)
  expect([...asked].filter((name) => name.startsWith('schemas/')).sort()).toEqual(there.sort())
  const examples = [...asked]
    .filter((name) => name.startsWith('examples/'))
    .map((name) => name.slice('examples/'.length))
  expect(examples.filter((code) => !(code in refusals))).toEqual([])
  expect(text).not.toContain('#/$defs/')
})

test.each(operations.map((o) => [o.operation.operationId, o] as const))(
  '%s says what it takes, gives and refuses',
  (_, { path, method, operation }) => {
    const inPath = (operation.parameters ?? []).filter((p) => p.in === 'path')
    expect(inPath.map((p) => p.name)).toEqual(pathParams(path))
    expect(inPath.every((p) => p.required)).toBe(true)
    expect(operation.requestBody !== undefined).toBe(method === 'post')
    expect(Object.keys(operation.responses).some((status) => status === '200' || status === '201')).toBe(true)
    for (const code of operation['x-refusals']) expect(operation.responses[refusals[code]]?.description).toContain(code)
    // who may call it: a permission and a session, or a reason why neither is needed
    expect(operation['x-permission'] ? operation.security.length : operation.description).toBeTruthy()
  },
)

test('what goes on for as long as one listens is declared as events', () => {
  const streams = declared.filter((d) => d.stream).map((d) => d.id)
  expect(streams).toEqual(['live'])
  expect(Object.keys(document.paths['/live']?.get?.responses['200']?.content ?? {})).toEqual(['text/event-stream'])
})

test('the page shows every operation and loads nothing from anywhere', () => {
  const page = docsPage(document)
  for (const { operation } of operations) expect(page).toContain(`id="${operation.operationId}"`)
  expect(page).not.toMatch(/<script|src=|<link/)
})
