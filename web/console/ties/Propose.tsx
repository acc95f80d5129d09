/** A proposal: each gap with who would take it. Looked at, changed row by row, confirmed with a reason; nothing is written before. */
import { App, Button, Checkbox, Input, Select } from 'antd'
import { memo, useCallback, useState } from 'react'
import { api, call } from '../api.ts'
import { Empty } from '../parts/Empty.tsx'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useT } from '../texts.ts'
import { PartyName, usePartyLine } from './PartyName.tsx'
import { type Party, type Proposal, type TieKind, useCandidates, useProposal, useTieChange } from './queries.ts'

type Props = { kind: TieKind; under: string | undefined; done: () => void }
export function Propose(props: Props) {
  const t = useT()
  const proposal = useProposal({ kind: props.kind.code, under: props.under })
  if (proposal.isPending)
    return (
      <>
        <p role="status">{t('liaison.proposal.working')}</p>
        <Loading />
      </>
    )
  if (proposal.isError) return <Failed error={proposal.error} retry={() => void proposal.refetch()} />
  if (!proposal.data.rows.length && !proposal.data.open.length)
    return <Empty title={t('liaison.complete')} how={t('liaison.complete.how')} />
  return <Rows {...props} proposal={proposal.data} />
}

/** What somebody changed of a row: another partner, or left out. */
type Change = { from?: Party; out?: boolean }
/** So many rows are drawn at once; the others are taken as proposed. */
const step = 100

function Rows({ kind, proposal, done }: Props & { proposal: Proposal }) {
  const t = useT()
  const { message } = App.useApp()
  const [changes, setChanges] = useState<ReadonlyMap<number, Change>>(new Map())
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState(step)
  const change = useCallback(
    (row: number, what: Change) => setChanges((before) => new Map(before).set(row, { ...before.get(row), ...what })),
    [],
  )
  const taken = proposal.rows.flatMap((r, i) =>
    changes.get(i)?.out ? [] : [{ fromId: (changes.get(i)?.from ?? r.from).id, toId: r.to.id }],
  )
  const confirm = useTieChange(() =>
    call(api.POST('/ties/proposal', { body: { kind: kind.code, reason: reason.trim(), rows: taken } })),
  )
  const go = () =>
    confirm.mutate(undefined, {
      onSuccess: ({ made, refused }) => {
        void message.success(t('liaison.proposal.done', { n: made, refused: refused.length }))
        done()
      },
    })
  return (
    <section className="proposal">
      <p>{t('liaison.proposal.note', { n: proposal.rows.length })}</p>
      {proposal.left > 0 && <p className="muted">{t('liaison.proposal.left', { n: proposal.left })}</p>}
      <ul className="proposal-rows">
        {proposal.rows.slice(0, shown).map((row, i) => (
          <Row
            key={`${row.from.id} ${row.to.id}`}
            kind={kind.code}
            row={row}
            index={i}
            change={changes.get(i)}
            set={change}
          />
        ))}
      </ul>
      {proposal.rows.length > shown && (
        <p>
          <Button onClick={() => setShown(shown + step)}>
            {t('liaison.proposal.more', { n: proposal.rows.length - shown })}
          </Button>
        </p>
      )}
      {proposal.open.length > 0 && (
        <>
          <h3>{t('liaison.proposal.open', { n: proposal.open.length })}</h3>
          <p className="muted">{t('liaison.proposal.open.how')}</p>
          <ul className="gap-list">
            {proposal.open.slice(0, step).map((party) => (
              <li key={party.id}>
                <PartyName party={party} />
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="stack proposal-confirm">
        <label htmlFor="proposal-reason">{t('liaison.proposal.reason')}</label>
        <Input
          id="proposal-reason"
          value={reason}
          maxLength={200}
          placeholder={t('liaison.proposal.reason.hint')}
          onChange={(e) => setReason(e.target.value)}
        />
        {confirm.isError && <Failed error={confirm.error} />}
        <p className="measures">
          <Button
            type="primary"
            disabled={!taken.length || [...reason.trim()].length < 2}
            loading={confirm.isPending}
            onClick={go}
            data-testid="confirm-proposal"
          >
            {t('liaison.proposal.confirm', { n: taken.length })}
          </Button>
          <Button onClick={done}>{t('liaison.proposal.back')}</Button>
        </p>
      </div>
    </section>
  )
}

type RowProps = {
  kind: string
  row: Proposal['rows'][number]
  index: number
  change: Change | undefined
  set: (row: number, what: Change) => void
}
const Row = memo(function Row({ kind, row, index, change, set }: RowProps) {
  const t = useT()
  const line = usePartyLine()
  const [open, setOpen] = useState(false)
  const candidates = useCandidates({ kind, toId: row.to.id }, open)
  const from = change?.from ?? row.from
  const said = line(row.to)
  const offered = [row.from, ...(candidates.data ?? []).map((c) => c.party).filter((p) => p.id !== row.from.id)]
  const label = (p: Party) => Object.values(line(p)).filter(Boolean).join(' · ')
  return (
    <li className={change?.out ? 'out' : undefined}>
      <Checkbox
        checked={!change?.out}
        aria-label={t('liaison.proposal.take', { party: [said.under, said.main].join(' ') })}
        onChange={(e) => set(index, { out: !e.target.checked })}
      />
      <PartyName party={row.to} />
      <span aria-hidden="true">←</span>
      <Select
        value={from.id}
        disabled={!!change?.out}
        aria-label={t('liaison.proposal.who', { party: [said.under, said.main].join(' ') })}
        onOpenChange={setOpen}
        loading={open && candidates.isPending}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        onChange={(id: string) => {
          const party = offered.find((p) => p.id === id)
          if (party) set(index, { from: party })
        }}
        options={offered.map((p) => ({ value: p.id, label: label(p) }))}
      />
      <span className="muted">{change?.from ? t('liaison.proposal.changed') : t(`liaison.near.${row.near}`)}</span>
    </li>
  )
})
