/** Units and people with posts, from a list. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Radio } from 'antd'
import { Page } from '../parts/Page.tsx'
import { useT } from '../texts.ts'
import './admin.css'
import { ImportList } from './ImportList.tsx'

const route = getRouteApi('/desk/import')
type List = 'units' | 'people'

export function ImportPage() {
  const t = useT()
  const navigate = useNavigate()
  const { list = 'people' } = route.useSearch()
  return (
    <Page title={t('admin.import')} note={t('admin.import.note')} className="import">
      <section>
        <h2 id="import-what">{t('admin.import.what')}</h2>
        <Radio.Group
          aria-labelledby="import-what"
          value={list}
          onChange={(e) => void navigate({ to: '/import', search: { list: e.target.value as List }, replace: true })}
        >
          <Radio value="units">{t('admin.list.units')}</Radio>
          <Radio value="people">{t('admin.list.people')}</Radio>
        </Radio.Group>
      </section>
      {/* another list begins with nothing chosen */}
      <ImportList key={list} list={list} template={`/api/v1/imports/${list}/template`} />
    </Page>
  )
}
