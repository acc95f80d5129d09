/** The left side: the resident's words, the thread, and the box for a comment at its end; or the same as the resident follows it. */
import { useState } from 'react'
import type { CaseView } from '../api.ts'
import { useT } from '../texts.ts'
import { CommentBox } from './CommentBox.tsx'
import { Chips } from './fields/Chips.tsx'
import { ResidentSees } from './ResidentSees.tsx'
import { Thread } from './Thread.tsx'
import { WordsCard } from './WordsCard.tsx'

type Side = 'desk' | 'resident'

export function CaseStory({ c }: { c: CaseView }) {
  const t = useT()
  const [side, setSide] = useState<Side>('desk')
  return (
    <div className="case-story">
      <div className="case-side">
        <Chips
          label={t('triage.side')}
          value={side}
          onChange={(value) => setSide(value as Side)}
          choices={[
            { value: 'desk', label: t('triage.side.desk') },
            { value: 'resident', label: t('triage.side.resident') },
          ]}
          small
        />
      </div>
      {side === 'resident' ? (
        <ResidentSees c={c} />
      ) : (
        <>
          <WordsCard c={c} />
          <section aria-labelledby="case-thread">
            <h2 id="case-thread">{t('case.thread')}</h2>
            <Thread c={c} />
            {c.may.includes('comment') && <CommentBox c={c} />}
          </section>
        </>
      )}
    </div>
  )
}
