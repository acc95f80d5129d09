/** The filters: what is chosen is in the address, so that a view can be sent to a colleague. */
import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { outcomes, states } from '../../../src/cases/vocabulary.ts'
import { levels } from '../../../src/programme/vocabulary.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useOrgs } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { FilterChips } from './FilterChips.tsx'
import type { CaseFilter, FilterName } from './filter.ts'

const toggles = [
  ['open', 'true'],
  ['late', 'true'],
  ['reopened', 'true'],
  ['sentBack', 'true'],
  ['contactLate', 'true'],
  ['duty', 'true'],
  ['doubt', 'true'],
] as const

/** The period and the unit belong to what is counted, and go with it. */
const uncounted = { counted: undefined, countedFrom: undefined, countedTo: undefined, unit: undefined }

type Props = { filter: CaseFilter; choose: (next: CaseFilter) => void; folded: boolean }

export function CaseFilters({ filter, choose, folded }: Props) {
  const t = useT()
  const name = useName()
  const { options } = useScheme()
  const orgs = useOrgs().data ?? []
  const [words, setWords] = useState(filter.words ?? '')
  useEffect(() => setWords(filter.words ?? ''), [filter.words])
  const set = (part: Partial<Record<FilterName, string | undefined>>) =>
    choose(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, v]) => v)))
  const villages = orgs.filter((o) => o.level === 'branch').map((o) => ({ value: o.id, label: name(o) }))
  const select = (which: FilterName, choices: { value: string; label: string }[], search = false) => (
    <Select
      allowClear
      showSearch={search && { optionFilterProp: 'label' }}
      value={filter[which]}
      onChange={(value: string | undefined) => set({ [which]: value })}
      options={choices}
      placeholder={t(`desk.filter.${which}`)}
      aria-label={t(`desk.filter.${which}`)}
      popupMatchSelectWidth={false}
      className="filter-select"
    />
  )
  const fields = (
    <div className="filter-fields">
      <form
        onSubmit={(e) => {
          e.preventDefault()
          set({ words: words.trim() })
        }}
      >
        <Input.Search
          allowClear
          value={words}
          maxLength={60}
          onChange={(e) => {
            setWords(e.target.value)
            if (!e.target.value) set({ words: undefined })
          }}
          onSearch={(value) => set({ words: value.trim() })}
          placeholder={t('desk.filter.words')}
          aria-label={t('desk.filter.words')}
        />
      </form>
      {select(
        'state',
        states.map((s) => ({ value: s, label: t(`words.state.${s}`) })),
      )}
      {villages.length > 1 && select('village', villages, true)}
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
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        value={[filter.from ? dayjs(filter.from) : null, filter.to ? dayjs(filter.to) : null]}
        onChange={(range) => set({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
        placeholder={[t('desk.filter.from'), t('desk.filter.to')]}
        aria-label={t('desk.filter.days')}
      />
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
}
