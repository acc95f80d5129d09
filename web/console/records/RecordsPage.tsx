/** What was written down, newest first: by kind, unit and days as the address says; and the way to write one. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { recordGroups } from '../../../src/programme/vocabulary.ts'
import '../case/case.css'
import { dayText } from '../case/when.ts'
import { ExportMenu } from '../lists/ExportMenu.tsx'
import '../lists/lists.css'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import { Paged } from '../lists/Paged.tsx'
import { Disclosure } from '../parts/Disclosure.tsx'
import { Empty } from '../parts/Empty.tsx'
import { Page } from '../parts/Page.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useMe } from '../queries.ts'
import { useName, useSpeech } from '../texts.ts'
import type { RecordFilter } from './filter.ts'
import { type RecordItem, type RecordKind, useKinds, useRecordCount, useRecords } from './queries.ts'
import { RecordTabs } from './RecordTabs.tsx'
import './records.css'

const route = getRouteApi('/desk/records')

export function RecordsPage() {
  const { t } = useSpeech()
  const filter = route.useSearch()
  const navigate = useNavigate()
  const kinds = useKinds().data ?? []
  const choose = (part: RecordFilter) =>
    void navigate({
      to: '/records',
      search: Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, v]) => v)),
      replace: true,
    })
  const read = useRecords(filter)
  const n = useRecordCount(filter).data
  const mine = kinds.filter((k) => k.mayWrite)
  return (
    <Page
      title={t('records.title')}
      note={n !== undefined && t('records.n', { n })}
      className="record-page"
      actions={
        <>
          {mine.length > 0 && <KindMenu kinds={mine} />}
          <ExportMenu path="/records" query={filter} n={n} />
        </>
      }
    >
      <RecordTabs />
      <Filters kinds={kinds} filter={filter} choose={choose} />
      <Paged read={read} none={<Empty title={t('records.none')} how={t('records.none-how')} />}>
        {(items) => (
          <ul className="record-list">
            {items.map((r) => (
              <li key={r.id}>
                <Row of={r} />
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  )
}

/** What can be written down, under the headings of the scheme. */
function KindMenu({ kinds }: { kinds: readonly RecordKind[] }) {
  const { t, language } = useSpeech()
  return (
    <Disclosure label={`＋ ${t('records.new')}`} align="end">
      {(close) => (
        <div className="kind-menu">
          {recordGroups.map((group) => {
            const some = kinds.filter((k) => k.group === group)
            return (
              some.length > 0 && (
                <section key={group} aria-label={t(`records.group.${group}`)}>
                  <h2>{t(`records.group.${group}`)}</h2>
                  <ul>
                    {some.map((k) => (
                      <li key={k.code}>
                        <Link to="/records/new/$kind" params={{ kind: k.code }} className="menu-item" onClick={close}>
                          {k.name[language]}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </section>
              )
            )
          })}
        </div>
      )}
    </Disclosure>
  )
}

type FiltersProps = { kinds: readonly RecordKind[]; filter: RecordFilter; choose: (part: RecordFilter) => void }
function Filters({ kinds, filter, choose }: FiltersProps) {
  const { t, language } = useSpeech()
  const orgs = useMyOrgs()
  const me = useMe().data?.member.id
  const day = (which: 'from' | 'to') => (
    <label className="filter-day">
      {t(`records.filter.${which}`)}
      <input
        type="date"
        className="plain-select"
        value={filter[which] ?? ''}
        onChange={(e) => choose({ [which]: e.target.value })}
      />
    </label>
  )
  return (
    <div className="filter-fields record-filters">
      <select
        className="plain-select"
        value={filter.kind ?? ''}
        onChange={(e) => choose({ kind: e.target.value })}
        aria-label={t('records.filter.kind')}
      >
        <option value="">{t('records.filter.kind')}</option>
        {recordGroups.map((group) => {
          const some = kinds.filter((k) => k.group === group)
          return (
            some.length > 0 && (
              <optgroup key={group} label={t(`records.group.${group}`)}>
                {some.map((k) => (
                  <option key={k.code} value={k.code}>
                    {k.name[language]}
                  </option>
                ))}
              </optgroup>
            )
          )
        })}
      </select>
      <OrgChoice
        orgs={orgs}
        org={filter.under}
        choose={(under) => choose({ under: under ?? '' })}
        label={t('records.filter.under')}
      />
      <fieldset className="filter-days" aria-label={t('desk.filter.days')}>
        {day('from')}
        {day('to')}
      </fieldset>
      <fieldset className="toggles" aria-label={t('desk.filter.only')}>
        <button
          type="button"
          aria-pressed={filter.author === me}
          onClick={() => choose({ author: filter.author === me ? '' : (me ?? '') })}
        >
          {t('records.filter.mine')}
        </button>
        <button
          type="button"
          aria-pressed={filter.withdrawn === 'true'}
          onClick={() => choose({ withdrawn: filter.withdrawn ? '' : 'true' })}
        >
          {t('records.filter.withdrawn')}
        </button>
      </fieldset>
      {(filter.household || filter.place || filter.subject || filter.org || filter.ledger) && (
        <button
          type="button"
          className="link"
          onClick={() => choose({ household: '', place: '', subject: '', org: '', ledger: '' })}
        >
          {t('records.filter.narrowed')}
        </button>
      )}
    </div>
  )
}

function Row({ of }: { of: RecordItem }) {
  const { t, language } = useSpeech()
  const name = useName()
  // without a heading, what says most: the longest that was written
  const longest = [...of.cells].sort((a, b) => b.text.length - a.text.length).find((c) => c.text !== of.household)
  const said = of.title || longest?.text || ''
  return (
    <Link to="/records/$recordId" params={{ recordId: of.id }} className="record-row">
      <span className="record-row-said">
        <span className="tag">{of.name[language]}</span> {said}
      </span>
      <span className="record-row-facts">
        <span>{dayText(language, of.onDay)}</span>
        <span>{name(of.org)}</span>
        <span>{of.author.name}</span>
        {of.household && <span>{of.household}</span>}
        {of.step && <span>{t('records.step.at', { step: of.step.name[language], n: of.step.n, of: of.step.of })}</span>}
        {of.withdrawnAt && <span className="tag tag-ended">■ {t('records.withdrawn')}</span>}
      </span>
    </Link>
  )
}
