/** Cases asked to be left out of figures: those that wait for a decision, and those approved, with both sides' words. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { Exclusion } from '../api.ts'
import { timeText } from '../case/when.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useAppeals } from '../queries.ts'
import { useName, useSpeech, useT } from '../texts.ts'
import { OverviewTabs } from './OverviewTabs.tsx'

const route = getRouteApi('/desk/overview/appeals')

export function AppealsPage() {
  const t = useT()
  const navigate = useNavigate()
  const which = route.useSearch().which === 'approved' ? 'approved' : 'open'
  const appeals = useAppeals(which)
  const items = appeals.data?.items
  const choose = (value: string) =>
    void navigate({ to: '/overview/appeals', search: value === 'open' ? {} : { which: value }, replace: true })
  const choices = [
    { value: 'open', label: t('figures.appeals.open') },
    { value: 'approved', label: t('figures.appeals.approved') },
  ]
  return (
    <Page
      title={t('figures.appeals')}
      note={t('figures.appeals.note')}
      actions={
        <fieldset className="toggles" aria-label={t('figures.appeals.which')}>
          {choices.map(({ value, label }) => (
            <button key={value} type="button" aria-pressed={which === value} onClick={() => choose(value)}>
              {label}
            </button>
          ))}
        </fieldset>
      }
    >
      <OverviewTabs />
      {!items ? (
        appeals.isError ? (
          <Failed error={appeals.error} retry={() => void appeals.refetch()} />
        ) : (
          <Loading />
        )
      ) : items.length === 0 ? (
        <Empty
          title={t(which === 'open' ? 'figures.appeals.none' : 'figures.appeals.none-approved')}
          how={t('figures.appeals.how')}
        />
      ) : (
        <ul className="appeals">
          {items.map((appeal) => (
            <Appeal key={appeal.id} of={appeal} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function Appeal({ of }: { of: Exclusion }) {
  const { t, language } = useSpeech()
  const name = useName()
  const { word } = useScheme()
  const comma = t('desk.join')
  const by = ({ member, org, at }: Pick<Exclusion['asked'], 'member' | 'org' | 'at'>) => ({
    name: member?.name ?? '',
    org: name(org),
    at: timeText(language, at),
  })
  return (
    <li className="appeal">
      <p className="appeal-what">
        <Link to="/cases/$caseId" params={{ caseId: of.caseId }}>
          {of.number}
        </Link>{' '}
        {of.opening}
      </p>
      <p>
        <b>{of.rates.map((rate) => t(`figures.name.${rate}`)).join(comma)}</b> · {word('exclusions', of.ground)} ·{' '}
        <span className="muted">{t('figures.appeals.counted', { units: of.counted.map(name).join(comma) })}</span>
      </p>
      {of.asked.note && <blockquote>{of.asked.note}</blockquote>}
      <p className="muted">{t('figures.appeals.asked', by(of.asked))}</p>
      {of.decided && (
        <>
          <p>
            <b>{t(`figures.decision.${of.decided.decision}`)}</b>
          </p>
          {of.decided.reason && <blockquote>{of.decided.reason}</blockquote>}
          <p className="muted">{t('figures.appeals.decided', by(of.decided))}</p>
        </>
      )}
      {of.mayDecide && (
        <Link to="/cases/$caseId" params={{ caseId: of.caseId }} className="appeal-decide">
          {t('figures.appeals.decide')}
        </Link>
      )}
    </li>
  )
}
