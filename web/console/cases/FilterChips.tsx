/** Filters that no field shows (they come with a link from the overview), each with a way to drop it. */
import type { Countable } from '../../../src/cases/vocabulary.ts'
import { partWords } from '../figures/parts.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useMembers, useOrgs } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import type { CaseFilter, FilterName } from './filter.ts'

export function FilterChips({ filter, drop }: { filter: CaseFilter; drop: (which: FilterName) => void }) {
  const t = useT()
  const name = useName()
  const { word } = useScheme()
  const orgs = useOrgs().data ?? []
  const members = useMembers(undefined, filter.member !== undefined).data ?? []
  const org = (id: string) => name(orgs.find((o) => o.id === id))
  const say: Partial<Record<FilterName, (value: string) => string>> = {
    org: (v) => t('desk.filter.org', { org: org(v) }),
    under: (v) => t('desk.filter.under', { org: org(v) }),
    unsorted: () => t('desk.unsorted'),
    age: (v) => t(`overview.filter.age.${v}`),
    nature: (v) => word('natures', v),
    clock: (v) => t(`words.clock.${v}`),
    outcome: (v) => t(`words.outcome.${v}`),
    counted: (v) => {
      const what = partWords(t, v as Countable)
      const { countedFrom: from, countedTo: to } = filter
      return from && to ? `${what} · ${t('figures.period.said', { from, to })}` : what
    },
    unit: (v) => t('figures.filter.unit', { org: org(v) }),
    petition: () => t('petition.panel'),
    number: (v) => t('desk.filter.number', { number: v }),
    household: () => t('search.chip.household'),
    member: (v) => t('search.chip.member', { name: members.find((m) => m.id === v)?.name ?? '' }),
  }
  const closed = filter.open === 'false' ? [['open', t('desk.filter.ended')] as const] : []
  const chips = [
    ...Object.entries(filter).flatMap(([which, value]) => {
      const words = say[which as FilterName]
      return words && value ? [[which as FilterName, words(value)] as const] : []
    }),
    ...closed,
  ]
  return chips.map(([which, text]) => (
    <button
      key={which}
      type="button"
      className="chip"
      onClick={() => drop(which)}
      aria-label={t('desk.filter.drop', { filter: text })}
    >
      {text} <span aria-hidden="true">×</span>
    </button>
  ))
}
