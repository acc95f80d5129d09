/** The left side: the resident's words, the thread, and the box for a comment at its end. */
import { useState } from 'react'
import type { CaseView } from '../api.ts'
import { useT } from '../texts.ts'
import { CommentBox } from './CommentBox.tsx'
import { Chips } from './fields/Chips.tsx'
import { type Audience, Thread } from './Thread.tsx'
import { WordsCard } from './WordsCard.tsx'

export function CaseStory({ c }: { c: CaseView }) {
  const t = useT()
  const [audience, setAudience] = useState<Audience>('all')
  return (
    <div className="case-story">
      <WordsCard c={c} />
      <section aria-labelledby="case-thread">
        <div className="case-thread-head">
          <h2 id="case-thread">{t('case.thread')}</h2>
          <Chips
            label={t('case.show-which')}
            value={audience}
            onChange={(value) => setAudience(value as Audience)}
            choices={[
              { value: 'everyone', label: t('case.show-everyone') },
              { value: 'all', label: t('case.show-all') },
            ]}
            small
          />
        </div>
        <Thread c={c} audience={audience} />
        {c.may.includes('comment') && <CommentBox c={c} />}
      </section>
    </div>
  )
}
