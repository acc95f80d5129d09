/** The contact, masked. Showing it is a click that says beforehand that it is written down. */
import { Button } from 'antd'
import { useState } from 'react'
import { api, type CaseView, call, Problem } from '../api.ts'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'

type Clear = { name: string | null; phone: string | null; idNumber: string | null }

export function CaseContact({ c }: { c: CaseView }) {
  const t = useT()
  const may = useMay()
  const [clear, setClear] = useState<Clear>()
  const [problem, setProblem] = useState('')
  const reveal = async () => {
    try {
      setClear(await call(api.POST('/cases/{caseId}/reveal-contact', { params: { path: { caseId: c.id } }, body: {} })))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.title)
    }
  }
  return (
    <section className="case-contact">
      <h3>{t('case.contact')}</h3>
      {!c.contact ? (
        <p>{t('case.no-contact')}</p>
      ) : c.contact.erased ? (
        <p>{t('case.contact-erased')}</p>
      ) : (
        <>
          <p>
            {(clear ?? c.contact).name} <span className="number">{(clear ?? c.contact).phone}</span>
          </p>
          {clear?.phone && <a href={`tel:${clear.phone}`}>{t('case.call')}</a>}
          {!clear && may('contact.reveal') && (
            <>
              <Button size="small" onClick={() => void reveal()}>
                {t('case.reveal')}
              </Button>
              <p className="case-muted">{t('case.reveal-note')}</p>
            </>
          )}
        </>
      )}
      {problem && (
        <p role="alert" className="case-error">
          {problem}
        </p>
      )}
    </section>
  )
}
