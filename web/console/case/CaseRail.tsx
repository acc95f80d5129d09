/** The narrow rail: the next step, then clock, people, place, contact, files, other requests, facts. */
import type { CaseView } from '../api.ts'
import { useT } from '../texts.ts'
import { CaseActions } from './CaseActions.tsx'
import { CaseClocks } from './CaseClocks.tsx'
import { CaseContact } from './CaseContact.tsx'
import { CaseFacts } from './CaseFacts.tsx'
import { CaseReads } from './CaseReads.tsx'
import { CaseRelated } from './CaseRelated.tsx'
import { CaseWhere } from './CaseWhere.tsx'
import { Media } from './Media.tsx'
import { PetitionPanel } from './petition/PetitionPanel.tsx'
import { PublishedCard } from './redact/PublishedCard.tsx'

export function CaseRail({ c }: { c: CaseView }) {
  const t = useT()
  const files = c.events.flatMap((e) => e.files)
  return (
    <aside className="case-rail" aria-label={t('case.rail')}>
      <CaseActions c={c} />
      <CaseClocks c={c} />
      <CaseWhere c={c} />
      <PetitionPanel c={c} />
      <CaseContact c={c} />
      {files.length > 0 && (
        <section className="case-files">
          <h3>{t('case.files', { n: files.length })}</h3>
          <Media files={files} c={c} />
        </section>
      )}
      <PublishedCard c={c} />
      <CaseRelated c={c} />
      <CaseFacts c={c} />
      <CaseReads key={c.id} c={c} />
    </aside>
  )
}
