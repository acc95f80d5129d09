/** The audit administrator's page: what was done, by whom, and whether it succeeded. Nothing here changes anything. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { Paged } from '../lists/Paged.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Page } from '../parts/Page.tsx'
import { useT } from '../texts.ts'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditTable } from './AuditTable.tsx'
import { useAudit } from './queries.ts'
import { type AuditSearch, auditQuery } from './search.ts'

const route = getRouteApi('/desk/audit')

export function AuditPage() {
  const t = useT()
  const search = route.useSearch()
  const navigate = useNavigate()
  const audit = useAudit(search)
  const choose = (next: AuditSearch) => void navigate({ to: '/audit', search: next, replace: true, resetScroll: false })
  const file = `/api/v1/audit/export?${new URLSearchParams(auditQuery(search) as Record<string, string>)}`
  return (
    <Page
      title={t('officers.audit')}
      note={t('officers.audit.note')}
      actions={
        audit.data?.pages.some((p) => p.items.length > 0) && (
          <Button href={file} download title={t('officers.audit.export-note')}>
            {t('officers.audit.export')}
          </Button>
        )
      }
    >
      <AuditFilters search={search} choose={choose} />
      <Paged read={audit} none={<Empty title={t('officers.audit.none')} how={t('officers.audit.how')} />}>
        {(rows) => <AuditTable rows={rows} />}
      </Paged>
    </Page>
  )
}
