/** One tie by hand: who would fit, nearest first; why; and whose phone the other may be shown. */
import { App, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { api, call } from '../api.ts'
import { AskDialog } from '../parts/AskDialog.tsx'
import { useT } from '../texts.ts'
import { usePartyLine } from './PartyName.tsx'
import { type Party, type TieKind, useCandidates, useTieChange } from './queries.ts'

type Props = { kind: TieKind; party: Party; end: 'toId' | 'fromId'; done: () => void }
export function MakeTieDialog({ kind, party, end, done }: Props) {
  const t = useT()
  const line = usePartyLine()
  const { message } = App.useApp()
  const [other, setOther] = useState<string>()
  const [reason, setReason] = useState('')
  const [phones, setPhones] = useState({ phoneFrom: true, phoneTo: false })
  const candidates = useCandidates({ kind: kind.code, [end]: party.id })
  const make = useTieChange(() => {
    const ids = end === 'toId' ? { toId: party.id, fromId: other ?? '' } : { fromId: party.id, toId: other ?? '' }
    return call(
      api.POST('/ties', {
        body: { kind: kind.code, ...ids, ...phones, ...(reason.trim() && { reason: reason.trim() }) },
      }),
    )
  })
  const go = () =>
    make.mutate(undefined, {
      onSuccess: () => {
        void message.success(t('liaison.made'))
        done()
      },
    })
  const shown = line(party)
  return (
    <AskDialog
      title={t('liaison.make.title', { party: [shown.under, shown.main].filter(Boolean).join(' ') })}
      ok={t('liaison.make')}
      sending={make}
      ready={!!other}
      send={go}
      close={done}
    >
      <label htmlFor="tie-other">{t(end === 'toId' ? 'liaison.make.from' : 'liaison.make.to')}</label>
      <Select
        id="tie-other"
        value={other}
        onChange={setOther}
        loading={candidates.isPending}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('liaison.make.choose')}
        notFoundContent={t('liaison.make.nobody')}
        options={(candidates.data ?? []).map(({ party: p, has, near }) => {
          const { main, under } = line(p)
          const words = [main, under, t(`liaison.near.${near}`), t('liaison.has', { n: has })]
          return { value: p.id, label: words.filter(Boolean).join(' · ') }
        })}
      />
      <label htmlFor="tie-reason">{t('liaison.reason')}</label>
      <Input id="tie-reason" value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
      <Checkbox checked={phones.phoneFrom} onChange={(e) => setPhones({ ...phones, phoneFrom: e.target.checked })}>
        {t('liaison.phone-from')}
      </Checkbox>
      <Checkbox checked={phones.phoneTo} onChange={(e) => setPhones({ ...phones, phoneTo: e.target.checked })}>
        {t('liaison.phone-to')}
      </Checkbox>
    </AskDialog>
  )
}
