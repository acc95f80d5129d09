/** The contact, masked. Showing it asks why, and says beforehand that it is written down. */
import { useState } from 'react'
import type { CaseView } from '../api.ts'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import { type Clear, RevealForm } from './RevealForm.tsx'

export function CaseContact({ c }: { c: CaseView }) {
  const t = useT()
  const may = useMay()
  const [clear, setClear] = useState<Clear>()
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
          {!clear && may('contact.reveal') && <RevealForm caseId={c.id} done={setClear} />}
        </>
      )}
    </section>
  )
}
