/** The filters: what is chosen is in the address, so that a view can be sent to a colleague. The browser's own fields, which open at once. */
import { Button, Input } from 'antd'
import { memo, useEffect, useState } from 'react'
import { outcomes, states } from '../../../src/cases/vocabulary.ts'
import { levels } from '../../../src/programme/vocabulary.ts'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useOrgs } from '../queries.ts'
import { useT } from '../texts.ts'
import { FilterChips } from './FilterChips.tsx'
import type { CaseFilter, FilterName } from './filter.ts'

const toggles = [
  ['open', 'true'],
  ['late', 'true'],
  ['soon', 'true'],
  ['supervised', 'true'],
  ['reopened', 'true'],
  ['sentBack', 'true'],
  ['contactLate', 'true'],
  ['duty', 'true'],
  ['doubt', 'true'],
] as const

/** The period and the unit belong to what is counted, and go with it. */
const uncounted = { counted: undefined, countedFrom: undefined, countedTo: undefined, unit: undefined }

type Props = { filter: CaseFilter; choose: (next: CaseFilter) => void; folded: boolean }

export const CaseFilters = memo(function CaseFilters({ filter, choose, folded }: Props) {
  const t = useT()
  const { options } = useScheme()
  const orgs = useOrgs().data ?? []
  const set = (part: Partial<Record<FilterName, string | undefined>>) =>
    choose(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, v]) => v)))
  const villages = orgs.filter((o) => o.homes)
  const select = (which: FilterName, choices: { value: string; label: string }[]) => (
    <select
      className="plain-select"
      value={filter[which] ?? ''}
      onChange={(e) => set({ [which]: e.target.value })}
      aria-label={t(`desk.filter.${which}`)}
    >
      <option value="">{t(`desk.filter.${which}`)}</option>
      {choices.map((c) => (
        <option key={c.value} value={c.value}>
          {c.label}
        </option>
      ))}
    </select>
  )
  const day = (which: 'from' | 'to', label: string) => (
    <label className="filter-day">
      {label}
      <input
        type="date"
        className="plain-select"
        value={filter[which] ?? ''}
        max={which === 'from' ? filter.to : undefined}
        min={which === 'to' ? filter.from : undefined}
        onChange={(e) => set({ [which]: e.target.value })}
      />
    </label>
  )
  const fields = (
    <div className="filter-fields">
      <WordsField words={filter.words ?? ''} search={(words) => set({ words })} />
      {select(
        'state',
        states.map((s) => ({ value: s, label: t(`words.state.${s}`) })),
      )}
      <OrgChoice
        orgs={villages}
        org={filter.village}
        choose={(village) => set({ village })}
        label={t('desk.filter.village')}
      />
      {select(
        'level',
        levels.map((l) => ({ value: l, label: t(`words.level.${l}`) })),
      )}
      {select('category', options('categories'))}
      {select(
        'outcome',
        outcomes.map((o) => ({ value: o, label: t(`words.outcome.${o}`) })),
      )}
      {select(
        'urgency',
        ['urgent', 'ordinary'].map((u) => ({ value: u, label: t(`words.urgency.${u}`) })),
      )}
      <fieldset className="filter-days" aria-label={t('desk.filter.days')}>
        {day('from', t('desk.filter.from'))}
        {day('to', t('desk.filter.to'))}
      </fieldset>
      <fieldset className="toggles" aria-label={t('desk.filter.only')}>
        {toggles.map(([which, value]) => (
          <button
            key={which}
            type="button"
            aria-pressed={filter[which] === value}
            onClick={() => set({ [which]: filter[which] === value ? undefined : value })}
          >
            {t(`desk.filter.${which}`)}
          </button>
        ))}
      </fieldset>
    </div>
  )
  const chosen = Object.keys(filter).filter((which) => !['countedFrom', 'countedTo'].includes(which)).length
  return (
    <section className="filters" aria-label={t('desk.filter')}>
      {folded ? (
        <details>
          <summary>{chosen ? t('desk.filter.chosen', { n: chosen }) : t('desk.filter')}</summary>
          {fields}
        </details>
      ) : (
        fields
      )}
      <FilterChips filter={filter} drop={(which) => set(which === 'counted' ? uncounted : { [which]: undefined })} />
      {chosen > 0 && (
        <Button type="link" size="small" onClick={() => choose({})}>
          {t('desk.filter.clear')}
        </Button>
      )}
    </section>
  )
})

/** Apart from the others: a letter typed draws this field again and nothing else. */
const WordsField = memo(function WordsField({
  words: asked,
  search,
}: {
  words: string
  search: (words: string | undefined) => void
}) {
  const t = useT()
  const [words, setWords] = useState(asked)
  useEffect(() => setWords(asked), [asked])
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        search(words.trim())
      }}
    >
      <Input.Search
        allowClear
        value={words}
        maxLength={60}
        onChange={(e) => {
          setWords(e.target.value)
          if (!e.target.value) search(undefined)
        }}
        onSearch={(value) => search(value.trim())}
        placeholder={t('desk.filter.words')}
        aria-label={t('desk.filter.words')}
      />
    </form>
  )
})
