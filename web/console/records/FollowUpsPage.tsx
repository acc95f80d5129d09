/** What was promised and is still to be done: mine, those due first; or everybody's in my scope. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import '../case/case.css'
import { Chips } from '../case/fields/Chips.tsx'
import { Paged } from '../lists/Paged.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Page } from '../parts/Page.tsx'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import { FollowUps } from './FollowUps.tsx'
import { useFollowUps } from './queries.ts'
import { RecordTabs } from './RecordTabs.tsx'
import './records.css'

const route = getRouteApi('/desk/follow-ups')

export function FollowUpsPage() {
  const t = useT()
  const may = useMay()
  const { whose = 'mine', state = 'open' } = route.useSearch()
  const navigate = useNavigate()
  const read = useFollowUps(whose, state)
  const choose = (search: { whose: 'mine' | 'all'; state: 'open' | 'done' }) =>
    void navigate({ to: '/follow-ups', search, replace: true })
  return (
    <Page title={t('records.follow-ups')} note={t('records.follow-ups.note')} className="record-page">
      <RecordTabs />
      <div className="record-choices">
        {may('work.read') && (
          <Chips
            small
            label={t('records.whose')}
            value={whose}
            onChange={(value) => choose({ whose: value === 'all' ? 'all' : 'mine', state })}
            choices={['mine', 'all'].map((value) => ({ value, label: t(`records.whose.${value}`) }))}
          />
        )}
        <Chips
          small
          label={t('records.state')}
          value={state}
          onChange={(value) => choose({ whose, state: value === 'done' ? 'done' : 'open' })}
          choices={['open', 'done'].map((value) => ({ value, label: t(`records.state.${value}`) }))}
        />
      </div>
      <Paged read={read} none={<Empty title={t('records.follow-ups.none')} how={t('records.follow-ups.none-how')} />}>
        {(items) => <FollowUps items={items} />}
      </Paged>
    </Page>
  )
}
