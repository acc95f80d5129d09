/** What is said before anything else of a case: kept from some, urgent, a petition. */
import type { CaseSummary } from '../api.ts'
import { useT } from '../texts.ts'
import { ConfidentialTag } from './ConfidentialTag.tsx'

type Props = {
  of: Pick<CaseSummary, 'confidential' | 'urgency' | 'petition'>
  /** With the petition’s number in the state system. */
  numbered?: boolean
}

export function CaseTags({ of: { confidential, urgency, petition }, numbered = false }: Props) {
  const t = useT()
  return (
    <>
      {confidential && <ConfidentialTag />}
      {urgency === 'urgent' && <span className="tag tag-late">{t('words.urgency.urgent')}</span>}
      {petition && (
        <span className="tag tag-petition">
          {t('petition.panel')}
          {numbered && petition.number && ` ${petition.number}`}
        </span>
      )}
    </>
  )
}
