/** My handbook (五有): five items of each request I wrote down. Four come from the record; only the reflection is written here. */
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { Chips } from '../case/fields/Chips.tsx'
import '../case/case.css'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { PrintMark } from '../parts/PrintMark.tsx'
import { useHandbook, useMe } from '../queries.ts'
import { RecordTabs } from '../records/RecordTabs.tsx'
import { useT } from '../texts.ts'
import './handbook.css'
import { HandbookEntry } from './HandbookEntry.tsx'

export function HandbookPage() {
  const t = useT()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useHandbook()
  const items = useMemo(() => data?.pages.flatMap((p) => p.items), [data])
  const total = data?.pages[0]?.total ?? 0
  const { data: me } = useMe()
  const [which, setWhich] = useState('all')
  const shown = useMemo(() => items?.filter((i) => which === 'all' || !i.reflection) ?? [], [items, which])
  const printed = useMemo(() => ({ caseIds: shown.map((item) => item.id) }), [shown])
  return (
    <Page
      title={t('case.handbook.title')}
      note={t('case.handbook.note')}
      actions={<Button onClick={() => window.print()}>{t('case.print')}</Button>}
    >
      <RecordTabs />
      {error && !items && <Failed error={error} retry={() => void refetch()} />}
      {!items && !error && <Loading />}
      {items && items.length > 0 && (
        <Chips
          label={t('case.show-which')}
          small
          value={which}
          onChange={setWhich}
          choices={['all', 'unreflected'].map((value) => ({ value, label: t(`case.handbook.${value}`) }))}
        />
      )}
      {items && shown.length === 0 && <Empty title={t('case.handbook.none')} how={t('case.handbook.none-how')} />}
      <div className="handbook">
        {shown.length > 0 && <PrintMark trace="/cases/printed" body={printed} />}
        <p className="handbook-owner">{me?.member.name}</p>
        {shown.map((item) => (
          <HandbookEntry key={item.id} item={item} />
        ))}
      </div>
      {items && items.length < total && (
        <p className="more">
          {t('lists.loaded', { n: total, shown: items.length })}{' '}
          {hasNextPage && (
            <Button onClick={() => fetchNextPage()} loading={isFetchingNextPage}>
              {t('lists.load-more')}
            </Button>
          )}
        </p>
      )}
    </Page>
  )
}
