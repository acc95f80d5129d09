/** One of the lists people report by: which office, how many, on screen and on paper, or as a file. */
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { dayText } from '../case/when.ts'
import { ExportMenu } from '../lists/ExportMenu.tsx'
import '../lists/lists.css'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import type { Read } from '../lists/Paged.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { PrintMark } from '../parts/PrintMark.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useName, useSpeech } from '../texts.ts'
import { PaperHead } from './PaperHead.tsx'
import { WorkTabs } from './WorkTabs.tsx'

/** One message tells the trace of a printed list, and it holds so many. */
export const mostOnPaper = 1000

type Props<Item> = {
  which: 'problems' | 'supervision'
  path: string
  org: string | undefined
  choose: (org: string | undefined) => void
  read: Read<{ items: Item[]; total: number }>
  table: (items: readonly Item[]) => ReactNode
}

export function WorkListPage<Item extends { id: string }>({ which, path, org, choose, read, table }: Props<Item>) {
  const { t, language } = useSpeech()
  const name = useName()
  const orgs = useMyOrgs()
  const items = useMemo(() => read.data?.pages.flatMap((p) => p.items) ?? [], [read.data])
  const total = read.data?.pages[0]?.total
  const printed = useMemo(() => ({ caseIds: items.map((c) => c.id) }), [items])
  const title = t(which === 'problems' ? 'lists.problems' : 'lists.supervision')
  const forWhom = name(orgs.find((o) => o.id === org) ?? orgs[0])
  const note = which === 'problems' ? 'lists.problems.note' : 'lists.supervision.note'
  const tooMany = items.length > mostOnPaper
  return (
    <Page
      title={title}
      note={total !== undefined && t(note, { org: forWhom, n: total })}
      className="weekly"
      actions={
        <>
          <OrgChoice orgs={orgs} org={org} choose={choose} label={t('desk.weekly.org')} />
          <ExportMenu path={path} query={org ? { org } : {}} n={total} />
          <Button
            type="primary"
            disabled={!items.length || tooMany}
            title={tooMany ? t('lists.paper.too-many', { most: mostOnPaper }) : undefined}
            onClick={() => window.print()}
          >
            {t('desk.print')}
          </Button>
        </>
      }
    >
      <WorkTabs org={org} />
      {read.isPending ? (
        <Loading />
      ) : read.isError ? (
        <Failed error={read.error} retry={() => void read.refetch()} />
      ) : total === 0 ? (
        <Empty title={t(`lists.${which}.none`)} how={t(`lists.${which}.how`)} />
      ) : (
        <>
          <PaperHead
            title={title}
            issuer={forWhom}
            period={t('lists.paper.until', { day: dayText(language, new Date().toISOString()) })}
            n={total ?? items.length}
            shown={items.length}
          />
          {table(items)}
          {items.length < (total ?? 0) && (
            <p className="more">
              {t('lists.loaded', { n: total ?? 0, shown: items.length })}{' '}
              {read.hasNextPage && (
                <Button onClick={() => read.fetchNextPage()} loading={read.isFetchingNextPage}>
                  {t('lists.load-more')}
                </Button>
              )}
            </p>
          )}
          {!tooMany && <PrintMark trace="/cases/printed" body={printed} />}
        </>
      )}
    </Page>
  )
}
