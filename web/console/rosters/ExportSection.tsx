/** A roster given out: of all or of one unit; residents' names masked, or in full with a reason that is written down. */
import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { post } from '../api.ts'
import { OrgChoice } from '../lists/OrgChoice.tsx'
import { Failed } from '../parts/Failed.tsx'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'

export function ExportSection({ list }: { list: 'households' | 'members' }) {
  const t = useT()
  const may = useMay()
  const orgs = useMyOrgs()
  const [under, setUnder] = useState<string>()
  const [clear, setClear] = useState(false)
  const [reason, setReason] = useState('')
  const give = useMutation({
    mutationFn: async () => {
      const body = { ...(under && { under }), ...(clear && { clear, reason: reason.trim() }) }
      const file = await (await post(`/rosters/${list}/export`, body)).blob()
      const link = document.createElement('a')
      link.href = URL.createObjectURL(file)
      link.download = `${t(`admin.list.${list}`)}.xlsx`
      link.click()
      // the browser has taken it over by then
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    },
  })
  return (
    <section>
      <h2>{t('rosters.out')}</h2>
      <OrgChoice orgs={orgs} org={under} choose={setUnder} label={t('rosters.out.unit')} all={t('rosters.out.all')} />
      {list === 'households' && may('contact.reveal') && (
        <Checkbox checked={clear} onChange={(e) => setClear(e.target.checked)}>
          {t('rosters.out.clear')}
        </Checkbox>
      )}
      {clear && (
        <div className="stack">
          <label htmlFor="roster-reason">{t('rosters.out.reason')}</label>
          <Input id="roster-reason" value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
        </div>
      )}
      <p className="measures">
        <Button
          onClick={() => give.mutate()}
          loading={give.isPending}
          disabled={clear && [...reason.trim()].length < 2}
        >
          {t('rosters.out.do')}
        </Button>
      </p>
      {give.isError && <Failed error={give.error} />}
    </section>
  )
}
