/** Requests joined to this one, the one it joined, and those it was split from or into. */
import { Link } from '@tanstack/react-router'
import type { CaseView } from '../api.ts'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import { UnlinkButton } from './UnlinkButton.tsx'

type Ref = CaseView['linked'][number]

export function CaseRelated({ c }: { c: CaseView }) {
  const t = useT()
  const may = useMay()('case.link')
  const lists: [string, Ref[]][] = [
    ['linked-to', c.linkedTo ? [c.linkedTo] : []],
    ['linked', c.linked],
    ['split-from', c.splitFrom ? [c.splitFrom] : []],
    ['splits', c.splits],
  ]
  return lists
    .filter(([, refs]) => refs.length > 0)
    .map(([kind, refs]) => (
      <section key={kind} className="case-related">
        <h3>{t(`case.related.${kind}`)}</h3>
        {kind.startsWith('linked') && <p className="case-muted">{t('time.linked-note')}</p>}
        <ul>
          {refs.map((ref) => (
            <li key={ref.id}>
              <Link to="/cases/$caseId" params={{ caseId: ref.id }}>
                {ref.number}
              </Link>{' '}
              <span className="case-muted">{t(`words.state.${ref.state}`)}</span>
              <span className="case-related-words">{ref.opening}</span>
              {kind === 'linked' && ref.state === 'linked' && may && (
                <UnlinkButton member={ref} lead={c.number} page={c.id} />
              )}
              {kind === 'linked-to' && c.may.includes('unlink') && (
                <UnlinkButton member={c} lead={ref.number} page={c.id} />
              )}
            </li>
          ))}
        </ul>
      </section>
    ))
}
