/** The middle: who says what, large, with photos; what has happened so far; what it may belong to. */
import { Link } from '@tanstack/react-router'
import type { CaseView } from '../api.ts'
import { CommentBox } from '../case/CommentBox.tsx'
import { Step } from '../case/Thread.tsx'
import { WordsCard } from '../case/WordsCard.tsx'
import { CaseTags } from '../parts/CaseTags.tsx'
import { Clock } from '../parts/Clock.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { useName, useT } from '../texts.ts'
import { NeighbourList } from './NeighbourList.tsx'

export function TriageCase({ c }: { c: CaseView }) {
  const t = useT()
  const name = useName()
  const steps = c.events.filter((e) => e.type !== 'register')
  const last = steps.at(-1)
  return (
    <article className="case triage-case" data-number={c.number}>
      <p className="case-head-line">
        <Link to="/cases/$caseId" params={{ caseId: c.id }} className="case-number">
          {c.number}
        </Link>
        <StateTag state={c.state} />
        <CaseTags of={c} />
        <span className="case-muted">{name(c.village)}</span>
        {c.contact && !c.contact.erased && (
          <span className="case-muted">
            {c.contact.name} {c.contact.phone}
          </span>
        )}
        <Clock of={c} bar={false} />
      </p>
      <WordsCard c={c} />
      {last && (
        <section aria-labelledby="triage-thread">
          <h2 id="triage-thread">{t('triage.last-step')}</h2>
          <ol className="case-thread">
            <Step event={last} />
          </ol>
          {steps.length > 1 && (
            <details className="triage-fold">
              <summary>{t('triage.earlier', { n: steps.length - 1 })}</summary>
              <ol className="case-thread">
                {steps.slice(0, -1).map((e) => (
                  <Step key={e.seq} event={e} />
                ))}
              </ol>
            </details>
          )}
        </section>
      )}
      <NeighbourList caseId={c.id} />
      {c.may.includes('comment') && (
        <details className="triage-fold">
          <summary>{t('case.comment')}</summary>
          <CommentBox c={c} />
        </details>
      )}
    </article>
  )
}
