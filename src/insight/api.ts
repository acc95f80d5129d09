/** The route of the search box. */
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { search } from './search.ts'
import { SearchInput, SearchResult } from './views.ts'

export function searchRoutes({ route }: Routes, house: House) {
  route({
    id: 'search',
    tag: 'desk',
    method: 'post',
    path: '/search',
    permission: 'case.read',
    summary:
      'Finds by number, phone or its last four digits, name, household, place, unit and words, within scope. In the body: an address may be written into logs.',
    input: SearchInput,
    output: SearchResult,
    refusals: ['input.invalid'],
    run: (caller, input) => search(house, caller, input),
  })
}
