/** The ties of a kind as they stand, and on demand those that ended: ended with a reason, phones shown or not. */
import { App, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { api, call } from '../api.ts'
import { Paged } from '../lists/Paged.tsx'
import { StackTable } from '../officers/StackTable.tsx'
import { AskDialog } from '../parts/AskDialog.tsx'
import { Empty } from '../parts/Empty.tsx'
import { useT } from '../texts.ts'
import { PartyName } from './PartyName.tsx'
import { type Tie, type TieKind, useTieChange, useTies } from './queries.ts'

const columns = ['from', 'to', 'since', 'reason', 'phones', 'do'] as const

export function TieList({ kind, under }: { kind: TieKind; under: string | undefined }) {
  const t = useT()
  const [past, setPast] = useState(false)
  const [ending, end] = useState<Tie>()
  const ties = useTies({ kind: kind.code, under, past })
  return (
    <>
      <p>
        <Checkbox checked={past} onChange={(e) => setPast(e.target.checked)}>
          {t('liaison.past')}
        </Checkbox>
      </p>
      <Paged read={ties} none={<Empty title={t('liaison.none')} how={t('liaison.none.how')} />}>
        {(rows) => (
          <StackTable
            className="tie-table"
            columns={columns.map((key) => ({ key, label: t(`liaison.column.${key}`) }))}
            rows={rows.map((tie) => ({
              id: tie.id,
              cells: {
                from: <PartyName party={tie.from} />,
                to: <PartyName party={tie.to} />,
                since: tie.endsOn ? t('liaison.until', { from: tie.startsOn, to: tie.endsOn }) : tie.startsOn,
                reason: [tie.reason, tie.endedReason && t('liaison.ended-because', { reason: tie.endedReason })]
                  .filter(Boolean)
                  .join(' · '),
                phones: tie.endsOn ? null : <Phones tie={tie} />,
                do: tie.endsOn ? null : (
                  <Button size="small" onClick={() => end(tie)}>
                    {t('liaison.end')}
                  </Button>
                ),
              },
            }))}
          />
        )}
      </Paged>
      {ending && <EndDialog tie={ending} done={() => end(undefined)} />}
    </>
  )
}

function Phones({ tie }: { tie: Tie }) {
  const t = useT()
  const change = useTieChange((phones: { phoneFrom: boolean; phoneTo: boolean }) =>
    call(api.POST('/ties/{tieId}/consent', { params: { path: { tieId: tie.id } }, body: phones })),
  )
  const { phoneFrom, phoneTo } = change.isPending ? change.variables : tie
  return (
    <span className="tie-phones">
      <Checkbox checked={phoneFrom} onChange={(e) => change.mutate({ phoneFrom: e.target.checked, phoneTo })}>
        {t('liaison.phones.from')}
      </Checkbox>
      <Checkbox checked={phoneTo} onChange={(e) => change.mutate({ phoneFrom, phoneTo: e.target.checked })}>
        {t('liaison.phones.to')}
      </Checkbox>
    </span>
  )
}

function EndDialog({ tie, done }: { tie: Tie; done: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const end = useTieChange(() =>
    call(api.POST('/ties/{tieId}/end', { params: { path: { tieId: tie.id } }, body: { reason: reason.trim() } })),
  )
  const go = () =>
    end.mutate(undefined, {
      onSuccess: () => {
        void message.success(t('liaison.ended'))
        done()
      },
    })
  return (
    <AskDialog
      title={t('liaison.end.title')}
      ok={t('liaison.end')}
      sending={end}
      ready={[...reason.trim()].length >= 2}
      danger
      send={go}
      close={done}
    >
      <p>{t('liaison.end.means')}</p>
      <label htmlFor="tie-end-reason">{t('liaison.reason')}</label>
      <Input id="tie-end-reason" autoFocus value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
    </AskDialog>
  )
}
