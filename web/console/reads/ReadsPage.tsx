/** Reading out of the ordinary, for the county office: advice in words and numbers, newest first, no ranking of anybody. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { dayText } from '../case/when.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useSpeech } from '../texts.ts'
import { Finding } from './Finding.tsx'
import { useUnusualReading } from './queries.ts'
import './reads.css'

const route = getRouteApi('/desk/reads')
const periods = [7, 14, 28]

export function ReadsPage() {
  const { t, language } = useSpeech()
  const navigate = useNavigate()
  const asked = Number(route.useSearch().days)
  const days = periods.includes(asked) ? asked : 7
  const reading = useUnusualReading(days)
  const { data } = reading
  const actions = (
    <Segmented
      value={days}
      onChange={(value) => void navigate({ to: '/reads', search: { days: String(value) }, replace: true })}
      options={periods.map((n) => ({ value: n, label: t('reads.days', { n }) }))}
      aria-label={t('reads.period')}
    />
  )
  return (
    <Page
      title={t('reads.title')}
      note={data && t('reads.note', { from: dayText(language, data.from), to: dayText(language, data.to) })}
      actions={actions}
    >
      {!data ? (
        reading.isError ? (
          <Failed error={reading.error} retry={() => void reading.refetch()} />
        ) : (
          <Loading />
        )
      ) : data.items.length === 0 ? (
        <Empty title={t('reads.none')} how={t('reads.none-how')} />
      ) : (
        <ul className="findings">
          {data.items.map((f) => (
            <Finding key={f.key} f={f} />
          ))}
        </ul>
      )}
    </Page>
  )
}
