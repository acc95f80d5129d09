/** Cases in my scope, newest first: filters that live in the address, views, columns, steps on many, the whole as a file. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCallback, useDeferredValue, useMemo } from 'react'
import type { ListColumn } from '../../../src/cases/list-columns.ts'
import { filterText } from '../lists/builtin.ts'
import { ColumnMenu } from '../lists/ColumnMenu.tsx'
import { ExportMenu } from '../lists/ExportMenu.tsx'
import '../lists/lists.css'
import { useCount } from '../lists/queries.ts'
import { useColumns } from '../lists/useColumns.ts'
import { ViewMenu } from '../lists/ViewMenu.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useInSight } from '../parts/useInSight.ts'
import { useWide } from '../parts/useWide.ts'
import { useCases, useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import { BulkBar } from './BulkBar.tsx'
import { CaseCards } from './CaseCards.tsx'
import { CaseFilters } from './CaseFilters.tsx'
import { CaseTable } from './CaseTable.tsx'
import type { CaseFilter } from './filter.ts'
import { useSelection } from './useSelection.ts'

const route = getRouteApi('/desk/cases')

export function CaseListPage() {
  const t = useT()
  const may = useMay()
  const wide = useWide()
  const folded = !useWide(900)
  const filter = route.useSearch()
  const navigate = useNavigate()
  const cases = useCases(filter)
  const n = useCount(filter).data
  const [columns, chooseColumns] = useColumns()
  // drawn when there is time for it: what one presses meanwhile is answered first
  const items = useDeferredValue(useMemo(() => cases.data?.pages.flatMap((p) => p.items) ?? [], [cases.data]))
  const ids = useMemo(() => items.map((c) => c.id), [items])
  const selection = useSelection(ids, filterText(filter))
  const choose = useCallback(
    (next: CaseFilter) => void navigate({ to: '/cases', search: next, replace: true, resetScroll: false }),
    [navigate],
  )
  const chooseView = (next: CaseFilter, with_?: readonly ListColumn[]) => {
    if (with_) chooseColumns(with_)
    choose(next)
  }
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = cases
  const end = useInSight<HTMLParagraphElement>(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, items.length)
  const filtered = Object.keys(filter).length > 0
  return (
    <Page
      title={t('desk.cases')}
      note={
        items.length > 0 &&
        n !== undefined &&
        t(items.length < n ? 'lists.shown' : 'desk.cases.all', { n, shown: items.length })
      }
      actions={
        <>
          <ViewMenu filter={filter} columns={columns} choose={chooseView} />
          {wide && <ColumnMenu columns={columns} choose={chooseColumns} />}
          <ExportMenu path="/cases" query={filter} n={n} />
          {may('case.call') && <Link to="/calls">{t('time.calls.open')}</Link>}
        </>
      }
    >
      <CaseFilters filter={filter} choose={choose} folded={folded} />
      {wide && <BulkBar selection={selection} loaded={items.length} total={n} filter={filter} />}
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
        <CaseTable items={items} total={n} columns={columns} selection={selection} />
      ) : (
        <CaseCards items={items} />
      )}
      {hasNextPage && (
        <p className="more" ref={end}>
          <Button onClick={() => fetchNextPage()} loading={isFetchingNextPage}>
            {t('desk.more')}
          </Button>
        </p>
      )}
    </Page>
  )
}
