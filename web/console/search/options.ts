/** What was found as one row after the other, in groups, each with where it leads. Pure. */
import type { CaseSummary, SearchResult } from '../api.ts'
import type { CaseFilter } from '../cases/filter.ts'

export const groups = ['recent', 'numbers', 'people', 'households', 'staff', 'places', 'units', 'words'] as const
export type Group = (typeof groups)[number]
export type Leads = { readonly caseId: string } | { readonly list: CaseFilter }
type Named = { readonly name: string; readonly nameEn: string }
export type Pieces = SearchResult['words']['items'][number]['opening']

export type Option = { readonly id: string; readonly group: Group; readonly leads: Leads } & (
  | { readonly kind: 'case'; readonly case: CaseSummary }
  | { readonly kind: 'words'; readonly row: SearchResult['words']['items'][number] }
  | { readonly kind: 'household'; readonly row: SearchResult['households'][number] }
  | { readonly kind: 'staff'; readonly row: SearchResult['staff'][number] }
  | { readonly kind: 'org'; readonly row: Named & { readonly within: Named | null } }
  | { readonly kind: 'all' }
  | { readonly kind: 'visited'; readonly label: string }
)

export function optionsOf(found: SearchResult, typed: string): Option[] {
  const cases = (group: Group, items: readonly CaseSummary[]): Option[] =>
    items.map((c) => ({ id: `${group}-${c.id}`, group, leads: { caseId: c.id }, kind: 'case', case: c }))
  const orgs = (group: 'places' | 'units'): Option[] =>
    found[group].map((row) => ({
      id: `${group}-${row.id}`,
      group,
      leads: { list: group === 'places' ? { village: row.id } : { under: row.id } },
      kind: 'org',
      row,
    }))
  const numbered = new Set(found.numbers.map((c) => c.id))
  const words = found.words.items.filter((w) => !numbered.has(w.case.id))
  return [
    ...cases('numbers', found.numbers),
    ...cases('people', found.people.items),
    ...found.households.map(
      (row): Option => ({
        id: `households-${row.id}`,
        group: 'households',
        leads: { list: { household: row.id } },
        kind: 'household',
        row,
      }),
    ),
    ...found.staff.map(
      (row): Option => ({
        id: `staff-${row.id}`,
        group: 'staff',
        leads: { list: { member: row.id } },
        kind: 'staff',
        row,
      }),
    ),
    ...orgs('places'),
    ...orgs('units'),
    ...words.map(
      (row): Option => ({
        id: `words-${row.case.id}`,
        group: 'words',
        leads: { caseId: row.case.id },
        kind: 'words',
        row,
      }),
    ),
    ...(found.words.next
      ? [{ id: 'words-all', group: 'words', leads: { list: { words: typed } }, kind: 'all' } as const]
      : []),
  ]
}

/** Neighbours of one group, in the order they come. */
export function grouped(options: readonly Option[]): { group: Group; options: Option[] }[] {
  const found: { group: Group; options: Option[] }[] = []
  for (const option of options) {
    const last = found.at(-1)
    if (last?.group === option.group) last.options.push(option)
    else found.push({ group: option.group, options: [option] })
  }
  return found
}
