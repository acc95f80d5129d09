/** Ties: by kind, where they are missing and where they stand; made, ended, or proposed all at once. */

import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Radio, Select } from 'antd'
import { DutyTabs } from '../duties/DutyTabs.tsx'
import { drop } from '../parts/drop.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useMay } from '../queries.ts'
import { useSpeech } from '../texts.ts'
import { GapLists } from './GapLists.tsx'
import { GapTree } from './GapTree.tsx'
import { Propose } from './Propose.tsx'
import { type TieKind, useGaps, useTieKinds } from './queries.ts'
import { TieList } from './TieList.tsx'
import './ties.css'

const route = getRouteApi('/desk/ties')
const shows = ['gaps', 'list', 'proposal'] as const
type Part = { kind?: string | undefined; under?: string | undefined; show?: (typeof shows)[number] | undefined }

export function TiesPage() {
  const { t } = useSpeech()
  const kinds = useTieKinds()
  return (
    <Page title={t('liaison.title')} note={t('liaison.note')} className="ties" actions={<Beside />}>
      <DutyTabs />
      {kinds.isPending && <Loading />}
      {kinds.isError && <Failed error={kinds.error} retry={() => void kinds.refetch()} />}
      {kinds.data?.length === 0 && <Empty title={t('liaison.no-kinds')} how={t('liaison.no-kinds.how')} />}
      {kinds.data && kinds.data.length > 0 && <Kinds kinds={kinds.data} />}
    </Page>
  )
}

/** What belongs with ties, for whoever may. */
function Beside() {
  const { t } = useSpeech()
  const keeps = useMay()('roster.manage')
  return (
    <>
      <Link to="/cards">{t('liaison.cards')}</Link>
      {keeps && <Link to="/rosters">{t('rosters.title')}</Link>}
      {keeps && <Link to="/places">{t('rosters.places')}</Link>}
    </>
  )
}

function Kinds({ kinds }: { kinds: readonly TieKind[] }) {
  const { t, language } = useSpeech()
  const navigate = useNavigate()
  const search = route.useSearch()
  const kind = kinds.find((k) => k.code === search.kind) ?? (kinds[0] as TieKind)
  const show = search.show ?? 'gaps'
  const go = (part: Part) =>
    void navigate({ to: '/ties', search: drop({ ...search, ...part }), replace: true, resetScroll: false })
  return (
    <>
      <div className="ties-choose">
        <label htmlFor="tie-kind">{t('liaison.kind')}</label>
        <Select
          id="tie-kind"
          value={kind.code}
          onChange={(code: string) => go({ kind: code, show: undefined })}
          options={kinds.map((k) => ({ value: k.code, label: k.name[language] }))}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
        />
        <p className="muted">{arithmetic(kind, t)}</p>
      </div>
      <p>
        <Radio.Group
          aria-label={t('liaison.show')}
          value={show}
          onChange={(e) => go({ show: shows.find((s) => s === e.target.value) })}
          options={shows.map((value) => ({ value, label: t(`liaison.show.${value}`) }))}
        />
      </p>
      {show === 'gaps' && <Missing key={kind.code} kind={kind} under={search.under} go={go} />}
      {show === 'list' && <TieList key={kind.code} kind={kind} under={search.under} />}
      {show === 'proposal' && (
        <Propose
          key={`${kind.code} ${search.under}`}
          kind={kind}
          under={search.under}
          done={() => go({ show: 'gaps' })}
        />
      )}
    </>
  )
}

/** How many on each side, in words: at least, at most, or not set. */
function arithmetic(kind: TieKind, t: ReturnType<typeof useSpeech>['t']) {
  const say = (which: 'each' | 'served', n: TieKind['each']) => {
    const least =
      n.atLeast === null
        ? t(`liaison.${which}.blank`)
        : n.atLeast > 0
          ? t(`liaison.${which}.least`, { n: n.atLeast })
          : ''
    return [least, n.atMost === null ? '' : t(`liaison.${which}.most`, { n: n.atMost })].filter(Boolean)
  }
  return (
    [...say('served', kind.served), ...say('each', kind.each)].join(t('case.list-comma')) || t('liaison.any-number')
  )
}

type MissingProps = { kind: TieKind; under: string | undefined; go: (part: Part) => void }
function Missing({ kind, under, go }: MissingProps) {
  const { t } = useSpeech()
  const gaps = useGaps({ kind: kind.code, under })
  if (gaps.isPending) return <Loading />
  if (gaps.isError) return <Failed error={gaps.error} retry={() => void gaps.refetch()} />
  const some = gaps.data.served.length + gaps.data.serving.length > 0
  return (
    <div className="ties-missing">
      <GapTree units={gaps.data.units} under={under} choose={(id) => go({ under: id })} />
      <section>
        {some ? (
          <p>
            <Button type="primary" onClick={() => go({ show: 'proposal' })} data-testid="propose">
              {t('liaison.propose')}
            </Button>{' '}
            <span className="muted">{t('liaison.propose.note')}</span>
          </p>
        ) : (
          <Empty
            title={t(gaps.data.asks === null ? 'liaison.not-set' : 'liaison.complete')}
            how={t('liaison.complete.how')}
          />
        )}
        <GapLists kind={kind} gaps={gaps.data} />
      </section>
    </div>
  )
}
