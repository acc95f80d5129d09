/** Contact cards: made for all who have none, looked at as they will be on paper, printed; a lost one made anew. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { App, Button, Select } from 'antd'
import { api, call } from '../api.ts'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import { Paged } from '../lists/Paged.tsx'
import { StackTable } from '../officers/StackTable.tsx'
import { drop } from '../parts/drop.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useSpeech } from '../texts.ts'
import { PartyName } from '../ties/PartyName.tsx'
import { type TieKind, useCards, useTieChange, useTieKinds } from '../ties/queries.ts'
import '../ties/ties.css'
import { PrintCards } from './PrintCards.tsx'

const route = getRouteApi('/desk/cards')

export function CardsPage() {
  const { t } = useSpeech()
  const kinds = useTieKinds()
  const withCards = kinds.data?.filter((k) => k.card) ?? []
  return (
    <Page
      title={t('liaison.cards')}
      note={t('liaison.cards.note')}
      className="cards"
      actions={<Link to="/ties">{t('liaison.title')}</Link>}
    >
      {kinds.isPending && <Loading />}
      {kinds.isError && <Failed error={kinds.error} retry={() => void kinds.refetch()} />}
      {kinds.data && !withCards.length && <Empty title={t('liaison.cards.no-kinds')} how={t('liaison.no-kinds.how')} />}
      {withCards.length > 0 && <Cards kinds={withCards} />}
    </Page>
  )
}

function Cards({ kinds }: { kinds: readonly TieKind[] }) {
  const { t, language } = useSpeech()
  const navigate = useNavigate()
  const search = route.useSearch()
  const orgs = useMyOrgs()
  const kind = kinds.find((k) => k.code === search.kind) ?? (kinds[0] as TieKind)
  const where = { kind: kind.code, under: search.under }
  const cards = useCards(where)
  const go = (part: { kind?: string | undefined; under?: string | undefined }) =>
    void navigate({ to: '/cards', search: drop({ ...search, ...part }), replace: true })
  const first = cards.data?.pages[0]
  return (
    <>
      <section className="cards-choose">
        <div className="filter-fields">
          <Select
            aria-label={t('liaison.kind')}
            className="filter-select"
            popupMatchSelectWidth={false}
            value={kind.code}
            onChange={(code: string) => go({ kind: code })}
            options={kinds.map((k) => ({ value: k.code, label: k.name[language] }))}
          />
          <OrgChoice
            orgs={orgs}
            org={search.under}
            choose={(under) => go({ under })}
            label={t('liaison.cards.where')}
            all={t('liaison.cards.all')}
          />
        </div>
        {first && <Make where={where} due={first.due} without={first.without} />}
      </section>
      {first && first.due > first.without && (
        <PrintCards key={JSON.stringify(where)} where={where} n={first.due - first.without} />
      )}
      <Paged read={cards} none={<Empty title={t('liaison.none')} how={t('liaison.cards.none.how')} />}>
        {(rows) => (
          <StackTable
            columns={(['from', 'to', 'card', 'do'] as const).map((key) => ({ key, label: t(`liaison.column.${key}`) }))}
            rows={rows.map((row) => ({
              id: row.tieId,
              cells: {
                from: <PartyName party={row.from} />,
                to: <PartyName party={row.to} />,
                card: row.issuedAt ? (
                  <span className="tag tag-in-time">
                    ● {t('liaison.cards.issued', { day: row.issuedAt.slice(0, 10) })}
                  </span>
                ) : (
                  <span className="tag tag-due-soon">◐ {t('liaison.cards.without')}</span>
                ),
                do: row.cardId && <Lost cardId={row.cardId} />,
              },
            }))}
          />
        )}
      </Paged>
    </>
  )
}

type MakeProps = { where: { kind: string; under: string | undefined }; due: number; without: number }
function Make({ where, due, without }: MakeProps) {
  const { t } = useSpeech()
  const { message } = App.useApp()
  const issue = useTieChange(() =>
    call(api.POST('/cards', { body: { kind: where.kind, ...(where.under && { under: where.under }) } })),
  )
  const go = () =>
    issue.mutate(undefined, {
      onSuccess: ({ issued }) => void message.success(t('liaison.cards.made', { n: issued })),
    })
  return (
    <>
      <p>{t('liaison.cards.count', { due, without })}</p>
      {without > 0 && (
        <p className="measures">
          <Button type="primary" onClick={go} loading={issue.isPending} data-testid="issue-cards">
            {t('liaison.cards.make', { n: without })}
          </Button>
        </p>
      )}
      {issue.isError && <Failed error={issue.error} />}
    </>
  )
}

function Lost({ cardId }: { cardId: string }) {
  const { t } = useSpeech()
  const { message, modal } = App.useApp()
  const replace = useTieChange(() => call(api.POST('/cards/{cardId}/replace', { params: { path: { cardId } } })))
  const ask = () =>
    modal.confirm({
      title: t('liaison.cards.lost.sure'),
      content: t('liaison.cards.lost.means'),
      okText: t('liaison.cards.lost.do'),
      cancelText: t('case.back'),
      onOk: () =>
        replace.mutateAsync(undefined).then(
          () => void message.success(t('liaison.cards.lost.done')),
          (error: Error) => void message.error(error.message),
        ),
    })
  return (
    <Button size="small" onClick={ask} loading={replace.isPending}>
      {t('liaison.cards.lost')}
    </Button>
  )
}
