/** Beside the words heard: what others will see of them (nothing), and what in them only those who handle it should read. */
import { Form } from 'antd'
import { findPersonal } from '../../../src/cases/redact/suggest.ts'
import { Found } from '../case/redact/Found.tsx'
import { useT } from '../texts.ts'
import '../case/redact/redact.css'

export function OthersSeeCard() {
  const t = useT()
  const words = Form.useWatch<string | undefined>('words', Form.useFormInstance()) ?? ''
  const spans = findPersonal(words)
  return (
    <aside className="register-others" aria-live="polite">
      <h3>{t('redact.register.title')}</h3>
      <p>{t('redact.register.others')}</p>
      {spans.length > 0 && (
        <>
          <p>{t('redact.register.found')}</p>
          <Found spans={spans} only />
        </>
      )}
    </aside>
  )
}
