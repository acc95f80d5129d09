/** Which request this is, where it stands in one sentence, and the line its resident reads now. */
import { Link } from '@tanstack/react-router'
import type { CaseView } from '../api.ts'
import { CaseTags } from '../parts/CaseTags.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { useName, useT } from '../texts.ts'
import { CaseStand } from './CaseStand.tsx'

export function CaseHead({ c, embedded }: { c: CaseView; embedded: boolean }) {
  const t = useT()
  const name = useName()
  return (
    <header className="case-head">
      <p className="case-head-line">
        {embedded && (
          <Link to="/cases/$caseId" params={{ caseId: c.id }} className="case-number">
            {c.number}
          </Link>
        )}
        <StateTag state={c.state} />
        <CaseTags of={c} numbered />
        <span className="case-muted">{name(c.village)}</span>
        <button type="button" className="link case-print" onClick={() => window.print()}>
          {t('case.print')}
        </button>
        <a className="link case-export" href={`/api/v1/cases/${c.id}/export`} download>
          {t('reads.export')}
        </a>
      </p>
      {c.title && <p className="case-title">{c.title}</p>}
      {c.about && (
        <p className="case-kept">
          {t('about.kept-from', {
            names: [...c.about.orgs.map(name), ...c.about.members.map((m) => m.name)].join(t('case.list-comma')),
          })}
        </p>
      )}
      <CaseStand c={c} />
      <p className="case-reads">
        <span className="case-muted">{t('case.resident-reads')}</span> {c.residentReads}
      </p>
    </header>
  )
}
