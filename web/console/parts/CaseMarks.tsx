/** What a row must not hide: nobody has contacted the resident, on the duty list, a verdict in doubt. */
import type { CaseSummary } from '../api.ts'
import { useT } from '../texts.ts'
import { contactWaits } from './contact-words.ts'

export function CaseMarks({ of }: { of: CaseSummary }) {
  const t = useT()
  return (
    <>
      {contactWaits(of) && (
        <span className={`tag tag-${of.firstContact?.late ? 'late' : 'due-soon'}`}>
          {t(of.firstContact?.late ? 'time.mark.contact-late' : 'time.mark.contact')}
        </span>
      )}
      {of.onDutyList && <span className="tag tag-late">{t('time.mark.duty')}</span>}
      {of.doubt && <span className="tag tag-due-soon">{t('time.mark.doubt')}</span>}
    </>
  )
}
