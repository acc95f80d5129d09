/** What the desk asks the resident, by whom, and how long the reply is waited for. */
import type { Child } from 'hono/jsx'
import type { ResidentView } from '../../../src/cases/views.ts'
import { Day } from '../parts.tsx'
import type { Visit } from '../visit.ts'

/** `children`: what the reader may do about it. */
export const Question = ({ v, r, children }: { v: Visit; r: ResidentView; children?: Child }) =>
  r.question && (
    <div class="card">
      <p class="muted">{v.t('question.asks', { org: r.holder ? v.name(r.holder) : '' })}</p>
      <p class="next">{r.question}</p>
      {r.questionUntil && (
        <p>
          {v.t('question.until')} <Day v={v} at={r.questionUntil} />
          {v.t('question.then')}
        </p>
      )}
      {children}
    </div>
  )
