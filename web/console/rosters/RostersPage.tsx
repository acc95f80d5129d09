/** Rosters of households and of members: taken in from a workbook, put right row by row, given out in the same layout. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Radio } from 'antd'
import '../admin/admin.css'
import { ImportList } from '../admin/ImportList.tsx'
import { drop } from '../parts/drop.ts'
import { Page } from '../parts/Page.tsx'
import { useT } from '../texts.ts'
import { ExportSection } from './ExportSection.tsx'
import { OneByOne } from './OneByOne.tsx'

const route = getRouteApi('/desk/rosters')
type List = 'households' | 'members'

export function RostersPage() {
  const t = useT()
  const navigate = useNavigate()
  const search = route.useSearch()
  const { list = 'households' } = search
  const go = (part: { list?: List; unit?: string | undefined }) =>
    void navigate({ to: '/rosters', search: drop({ ...search, ...part }), replace: true, resetScroll: false })
  return (
    <Page title={t('rosters.title')} note={t('rosters.note')} className="import">
      <section>
        <h2 id="roster-what">{t('rosters.what')}</h2>
        <Radio.Group aria-labelledby="roster-what" value={list} onChange={(e) => go({ list: e.target.value as List })}>
          <Radio value="households">{t('admin.list.households')}</Radio>
          <Radio value="members">{t('admin.list.members')}</Radio>
        </Radio.Group>
        <p className="muted">{t(list === 'households' ? 'rosters.households.how' : 'rosters.members.how')}</p>
      </section>
      <ImportList key={list} list={list} template={`/api/v1/rosters/${list}/template`} heading={t('rosters.in')} />
      <OneByOne key={`one ${list}`} list={list} unit={search.unit} choose={(unit) => go({ unit })} />
      <ExportSection key={`out ${list}`} list={list} />
    </Page>
  )
}
