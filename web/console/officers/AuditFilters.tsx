/** Time, kind, person, result: what the trail is narrowed to. */
import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { auditKinds } from '../../../src/access/vocabulary.ts'
import { drop } from '../parts/drop.ts'
import { useMembers } from '../queries.ts'
import { useT } from '../texts.ts'
import type { AuditSearch } from './search.ts'

type Props = { search: AuditSearch; choose: (next: AuditSearch) => void }

export function AuditFilters({ search, choose }: Props) {
  const t = useT()
  const people = new Map((useMembers().data ?? []).map((m) => [m.id, m.name]))
  const set = (part: { [K in keyof AuditSearch]?: AuditSearch[K] | undefined }) => choose(drop({ ...search, ...part }))
  return (
    <div className="filters">
      <div className="filter-fields">
        <DatePicker.RangePicker
          aria-label={t('officers.audit.from-to')}
          allowEmpty={[true, true]}
          value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]}
          onChange={(days) => set({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className="filter-select"
          popupMatchSelectWidth={false}
          aria-label={t('officers.audit.kind')}
          placeholder={t('officers.audit.kind')}
          value={search.kind}
          onChange={(kind: AuditSearch['kind']) => set({ kind })}
          options={auditKinds.map((value) => ({ value, label: t(`officers.kind.${value}`) }))}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className="filter-select"
          popupMatchSelectWidth={false}
          aria-label={t('officers.audit.person')}
          placeholder={t('officers.audit.person')}
          value={search.person}
          onChange={(person: string | undefined) => set({ person })}
          options={[...people].map(([value, label]) => ({ value, label }))}
        />
        <Select
          allowClear
          className="filter-select"
          aria-label={t('officers.audit.result')}
          placeholder={t('officers.audit.result')}
          value={search.ok}
          onChange={(ok: AuditSearch['ok']) => set({ ok })}
          options={[
            { value: 'true', label: t('officers.ok') },
            { value: 'false', label: t('officers.not-ok') },
          ]}
        />
        {Object.keys(search).length > 0 && (
          <Button type="link" onClick={() => choose({})}>
            {t('officers.audit.clear')}
          </Button>
        )}
      </div>
    </div>
  )
}
