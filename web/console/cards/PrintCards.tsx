/** The sheets as they come out of the printer: made by the server, looked at here, printed from here. */
import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useRef, useState } from 'react'
import { post } from '../api.ts'
import { Failed } from '../parts/Failed.tsx'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'

export function PrintCards({ where, n }: { where: { kind: string; under: string | undefined }; n: number }) {
  const t = useT()
  const may = useMay()
  const frame = useRef<HTMLIFrameElement>(null)
  const [clear, setClear] = useState(false)
  const [both, setBoth] = useState(false)
  const [reason, setReason] = useState('')
  const sheets = useMutation({
    mutationFn: async () => {
      const body = {
        kind: where.kind,
        ...(where.under && { under: where.under }),
        ...(clear && { clear, reason: reason.trim() }),
        copies: both ? 2 : 1,
      }
      return (await post('/cards/print', body)).text()
    },
  })
  return (
    <section className="card-preview stack">
      <h2>{t('liaison.print')}</h2>
      <p className="muted">{t('liaison.print.note', { n, pages: Math.ceil((n * (both ? 2 : 1)) / 10) })}</p>
      <Checkbox checked={both} onChange={(e) => setBoth(e.target.checked)}>
        {t('liaison.print.both')}
      </Checkbox>
      {may('contact.reveal') && (
        <Checkbox checked={clear} onChange={(e) => setClear(e.target.checked)}>
          {t('liaison.print.clear')}
        </Checkbox>
      )}
      {clear && (
        <>
          <label htmlFor="print-reason">{t('liaison.print.reason')}</label>
          <Input id="print-reason" value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
        </>
      )}
      <p className="measures">
        <Button
          onClick={() => sheets.mutate()}
          loading={sheets.isPending}
          disabled={clear && [...reason.trim()].length < 2}
          data-testid="preview-cards"
        >
          {t('liaison.print.look')}
        </Button>
        {sheets.data && (
          <Button type="primary" onClick={() => frame.current?.contentWindow?.print()}>
            {t('liaison.print.do')}
          </Button>
        )}
      </p>
      {sheets.isError && <Failed error={sheets.error} />}
      {sheets.data && <iframe ref={frame} title={t('liaison.print')} srcDoc={sheets.data} />}
    </section>
  )
}
