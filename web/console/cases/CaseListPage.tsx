/** Cases in my scope, newest first, with filters that live in the address. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useWide } from '../parts/useWide.ts'
import { useCases, useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import { CaseCards } from './CaseCards.tsx'
import { CaseFilters } from './CaseFilters.tsx'
import { CaseTable } from './CaseTable.tsx'
import type { CaseFilter } from './filter.ts'

const route = getRouteApi('/desk/cases')

export function CaseListPage() {
  const t = useT()
  const may = useMay()
  const wide = useWide()
  const folded = !useWide(900)
  const filter = route.useSearch()
  const navigate = useNavigate()
  const cases = useCases(filter)
  const items = cases.data?.pages.flatMap((p) => p.items) ?? []
  const choose = (next: CaseFilter) => void navigate({ to: '/cases', search: next, replace: true, resetScroll: false })
  const filtered = Object.keys(filter).length > 0
  return (
    <Page
      title={t('desk.cases')}
      note={items.length > 0 && t(cases.hasNextPage ? 'desk.cases.first' : 'desk.cases.all', { n: items.length })}
      actions={may('case.call') && <Link to="/calls">{t('time.calls.open')}</Link>}
    >
      <CaseFilters filter={filter} choose={choose} folded={folded} />
      {cases.isPending ? (
        <Loading />
      ) : cases.isError ? (
        <Failed error={cases.error} retry={() => void cases.refetch()} />
      ) : items.length === 0 ? (
        <Empty
          title={t(filtered ? 'desk.cases.none-filtered' : 'desk.cases.none')}
          how={t(filtered ? 'desk.cases.how-filtered' : 'desk.cases.how')}
        >
          {filtered && <Button onClick={() => choose({})}>{t('desk.filter.clear')}</Button>}
        </Empty>
      ) : wide ? (
        <CaseTable items={items} />
      ) : (
        <CaseCards items={items} />
      )}
      {cases.hasNextPage && (
        <p className="more">
          <Button onClick={() => cases.fetchNextPage()} loading={cases.isFetchingNextPage}>
            {t('desk.more')}
          </Button>
        </p>
      )}
    </Page>
  )
}
