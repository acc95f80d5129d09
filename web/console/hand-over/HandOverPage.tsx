/** Handing over a desk: whose it is, what is on it, who takes it; then the list, to be signed by both. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useMay, useMembers } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { HandOverList } from './HandOverList.tsx'
import { type HandedOver, type Holdings, type Taking, useHandOver, useHoldings } from './queries.ts'
import { Receivers } from './Receivers.tsx'
import './hand-over.css'

const route = getRouteApi('/desk/hand-over')

export function HandOverPage() {
  const t = useT()
  const { member } = route.useSearch()
  const may = useMay()
  const holdings = useHoldings(may('case.assign') ? member : undefined)
  return (
    <Page title={t('standin.hand-over')} note={t('standin.hand-over.note')} className="hand-over">
      {may('case.assign') ? <Whose member={member} /> : <p className="muted">{t('standin.hand-over.not-yours')}</p>}
      {member && holdings.isLoading && <Loading />}
      {holdings.isError && <Failed error={holdings.error} retry={() => void holdings.refetch()} />}
      {holdings.data && <Desk key={member} holdings={holdings.data} />}
    </Page>
  )
}

/** People of my offices and those below, each once. */
function Whose({ member }: { member: string | undefined }) {
  const t = useT()
  const name = useName()
  const { word } = useScheme()
  const navigate = useNavigate()
  const mine = useMyOrgs()
  const { data: members = [] } = useMembers()
  const orgs = new Map(mine.map((o) => [o.id, o]))
  const people = [...new Map(members.filter((m) => orgs.has(m.orgId)).map((m) => [m.id, m])).values()]
  return (
    <div className="stack hand-over-whose">
      <label htmlFor="hand-over-member">{t('standin.hand-over.whose')}</label>
      <Select
        id="hand-over-member"
        value={member}
        onChange={(id: string) => void navigate({ to: '/hand-over', search: { member: id } })}
        placeholder={t('case.choose')}
        options={people.map((m) => ({
          value: m.id,
          label: [m.name, name(orgs.get(m.orgId)), word('roles', m.role)].filter(Boolean).join(' · '),
        }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </div>
  )
}

/** The list as it was handed over: what is read anew afterwards holds none of it any more. */
type Done = { reply: HandedOver; takings: readonly Taking[]; groups: Holdings['groups'] }

function Desk({ holdings }: { holdings: Holdings }) {
  const t = useT()
  const { modal } = App.useApp()
  const [chosen, setChosen] = useState<readonly Taking[]>([])
  const [done, setDone] = useState<Done>()
  const hand = useHandOver()
  const { member, groups } = holdings
  const start = () =>
    hand.mutate(
      { memberId: member.id, takings: [...chosen] },
      { onSuccess: (reply) => setDone({ reply, takings: chosen, groups }) },
    )
  const ask = () =>
    modal.confirm({
      title: t('standin.hand-over.sure', { name: member.name }),
      content: t('standin.hand-over.sure-note'),
      okText: t('standin.hand-over.go'),
      cancelText: t('case.back'),
      onOk: start,
    })
  if (done)
    return (
      <>
        <p role="status" className="hand-over-done">
          {t('standin.hand-over.done', { cases: done.reply.cases.length, households: done.reply.households.length })}{' '}
          {t('standin.hand-over.left', done.reply.left)}
        </p>
        <p className="page-actions">
          <Button type="primary" onClick={() => window.print()}>
            {t('standin.hand-over.print')}
          </Button>{' '}
          {done.reply.left.cases + done.reply.left.households > 0 && (
            <Button
              onClick={() => {
                setDone(undefined)
                setChosen([])
              }}
            >
              {t('standin.hand-over.rest')}
            </Button>
          )}
        </p>
        <HandOverList
          from={member}
          cases={done.reply.cases}
          households={done.reply.households}
          groups={done.groups}
          takings={done.takings}
        />
      </>
    )
  if (!groups.length)
    return <Empty title={t('standin.hand-over.nothing', { name: member.name })} how={t('standin.hand-over.how')} />
  return (
    <>
      {holdings.more && <p className="muted">{t('standin.hand-over.more')}</p>}
      <Receivers groups={groups} chosen={chosen} onChange={setChosen} />
      {hand.isError && <Failed error={hand.error} />}
      <p className="page-actions">
        <Button type="primary" disabled={!chosen.length} loading={hand.isPending} onClick={ask} data-testid="hand-over">
          {t('standin.hand-over.go')}
        </Button>{' '}
        <Button onClick={() => window.print()}>{t('standin.hand-over.print')}</Button>
      </p>
      <HandOverList
        from={member}
        cases={holdings.cases}
        households={holdings.households}
        groups={groups}
        takings={chosen}
      />
    </>
  )
}
