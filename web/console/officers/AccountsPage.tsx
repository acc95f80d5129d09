/** The security administrator's page: every account, its state, and the four measures. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { narrowings } from '../../../src/access/vocabulary.ts'
import { Paged } from '../lists/Paged.tsx'
import { drop } from '../parts/drop.ts'
import { Empty } from '../parts/Empty.tsx'
import { Page } from '../parts/Page.tsx'
import { useT } from '../texts.ts'
import { AccountTable } from './AccountTable.tsx'
import { type Chosen, MeasureDialog } from './MeasureDialog.tsx'
import { useAccounts } from './queries.ts'
import type { AccountSearch } from './search.ts'

const route = getRouteApi('/desk/accounts')

export function AccountsPage() {
  const t = useT()
  const search = route.useSearch()
  const navigate = useNavigate()
  const accounts = useAccounts(search)
  const [chosen, setChosen] = useState<Chosen>()
  const choose = (part: { [K in keyof AccountSearch]?: AccountSearch[K] | undefined }) =>
    void navigate({ to: '/accounts', search: drop({ ...search, ...part }), replace: true, resetScroll: false })
  return (
    <Page title={t('officers.accounts')} note={t('officers.accounts.note')}>
      <div className="filters">
        <div className="filter-fields">
          <Input.Search
            allowClear
            className="account-search"
            defaultValue={search.q ?? ''}
            maxLength={50}
            placeholder={t('officers.accounts.search')}
            aria-label={t('officers.accounts.search')}
            onSearch={(q) => choose({ q: q.trim() || undefined })}
          />
          <Select
            allowClear
            className="filter-select"
            popupMatchSelectWidth={false}
            placeholder={t('officers.accounts.only')}
            aria-label={t('officers.accounts.only')}
            value={search.only}
            onChange={(only: AccountSearch['only']) => choose({ only })}
            options={narrowings.map((value) => ({ value, label: t(`officers.only.${value}`) }))}
          />
        </div>
      </div>
      <Paged read={accounts} none={<Empty title={t('officers.accounts.none')} how={t('officers.accounts.how')} />}>
        {(rows) => <AccountTable accounts={rows} choose={setChosen} />}
      </Paged>
      {chosen && <MeasureDialog chosen={chosen} close={() => setChosen(undefined)} />}
    </Page>
  )
}
