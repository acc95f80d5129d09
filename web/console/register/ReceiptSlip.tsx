/** Written down: number and query code to hand over, on paper or aloud, and what to do next. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Receipt } from '../api.ts'
import { type Action, layOut } from '../case/actions.ts'
import { StepPanel } from '../case/StepPanel.tsx'
import { dayText } from '../case/when.ts'
import { useCase, useOrgs } from '../queries.ts'
import { useName, useSpeech } from '../texts.ts'

/** `about`: about somebody, so that its village is neither named nor to be called. */
export type Written = Receipt & { village: string; about: boolean }
type Props = { receipt: Written; onAnother: () => void }

export function ReceiptSlip({ receipt, onAnother }: Props) {
  const { t, language } = useSpeech()
  const name = useName()
  const { data: orgs = [] } = useOrgs()
  const village = orgs.find((o) => o.id === receipt.village)
  return (
    <div className="receipt">
      <section className="slip" aria-label={t('case.slip.title')}>
        <h2>{t('case.slip.title')}</h2>
        <p>
          {receipt.about
            ? t('about.slip-received', { day: dayText(language, receipt.dueAt) })
            : t('case.slip.received', { village: name(village), day: dayText(language, receipt.dueAt) })}
        </p>
        <dl>
          <div>
            <dt>{t('case.slip.number')}</dt>
            <dd data-testid="number">{receipt.number}</dd>
          </div>
          <div>
            <dt>{t('case.slip.code')}</dt>
            <dd data-testid="code">{receipt.code.replace(/(\d{3})(?=\d)/g, '$1 ')}</dd>
          </div>
          <div>
            <dt>{t('case.slip.leaf')}</dt>
            <dd className="slip-leaf" data-testid="leaf">
              {receipt.leaf.replace(/(.{4})(?=.)/g, '$1 ')}
            </dd>
          </div>
        </dl>
        <SlipCode receipt={receipt} />
        <p>{t('case.slip.leaf-why')}</p>
        <p>{t('case.slip.how', { address: `${window.location.host}/track/your-code` })}</p>
        {!receipt.about && village?.phone && <p>{t('case.slip.phone', { phone: village.phone })}</p>}
      </section>
      <p className="case-muted">{t('case.slip.hand-over')}</p>
      {!receipt.caseId && <p className="register-kept">{t('about.slip')}</p>}
      {receipt.caseId && <NextSteps caseId={receipt.caseId} />}
      <div className="receipt-more">
        <Button onClick={() => window.print()}>{t('case.slip.print')}</Button>
        {receipt.caseId && (
          <Link to="/cases/$caseId" params={{ caseId: receipt.caseId }}>
            {t('case.slip.open')}
          </Link>
        )}
        <button type="button" className="link" onClick={onAnother}>
          {t('case.slip.another')}
        </button>
      </div>
    </div>
  )
}

/** The same three in a QR code: it opens the request and compares the evidence code. */
function SlipCode({ receipt }: { receipt: Receipt }) {
  const { t } = useSpeech()
  const [image, setImage] = useState<string>()
  useEffect(() => {
    const leaf = btoa(String.fromCharCode(...(receipt.leaf.match(/../g) ?? []).map((x) => Number.parseInt(x, 16))))
    const path = leaf.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
    const link = `${window.location.origin}/q/${receipt.number}/${receipt.code}/${path}`
    // drawn only here: nobody else's page waits for it
    import('qrcode').then(({ default: qrcode }) => qrcode.toDataURL(link, { margin: 2, width: 300 })).then(setImage)
  }, [receipt])
  return image ? <img className="slip-qr" src={image} alt={t('case.slip.qr')} width="150" height="150" /> : null
}

/** What the reader may do with it at once: settle directly, hand up, accept … as the case itself says. */
function NextSteps({ caseId }: { caseId: string }) {
  const { t } = useSpeech()
  const { data: c } = useCase(caseId)
  const [open, setOpen] = useState<Action | null>(null)
  if (!c) return null
  const { next, rest } = layOut(c.may)
  const steps = [...(next ? [next] : []), ...rest.flatMap(({ group, actions }) => (group === 'handle' ? actions : []))]
  return (
    <section className="receipt-steps" aria-label={t('case.steps')}>
      <p>{c.version > 1 ? t('case.now-is', { state: t(`words.state.${c.state}`) }) : t('case.slip.next')}</p>
      <div>
        {steps.map((action) => (
          <Button
            key={action}
            type={action === next ? 'primary' : 'default'}
            onClick={() => setOpen(action)}
            data-action={action}
          >
            {t(`words.action.${action}`)}
          </Button>
        ))}
      </div>
      {open && <StepPanel key={open} c={c} action={open} onClose={() => setOpen(null)} />}
    </section>
  )
}
