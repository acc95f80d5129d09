/** Erasing one's contact and, once it has ended, one's words: what that means is said before it is done. */
import { z } from 'zod'
import { endStates } from '../../../src/cases/model.ts'
import { followed } from '../../../src/cases/receipt.ts'
import { removeDoomed } from '../../../src/cases/redact/doomed.ts'
import { takeResidentStep } from '../../../src/cases/service.ts'
import { page } from '../engine.tsx'
import { PostForm } from '../parts.tsx'

export const erase = page({
  path: '/track/erase',
  needs: 'case',
  step: 'eraseMe',
  title: (v) => v.t('erase.title'),
  input: z.object({}),
  view: async (v) => {
    const r = await followed(v.house, v.caller(v.caseId), { caseId: v.caseId })
    const ended = (endStates as readonly string[]).includes(r.state)
    const means = ended ? ['ended-means', 'ended-stays', 'others'] : ['open-means', 'open-code', 'open-words', 'others']
    return (
      <>
        {!r.erased.contact && <p>{v.t('erase.contact')}</p>}
        <ul>
          {means.map((m) => (
            <li>{v.t(`erase.${m}`)}</li>
          ))}
        </ul>
        <PostForm action="/track/erase">
          <div class="actions">
            <button type="submit" class="main warn">
              {v.t('erase.do')}
            </button>
            <a href="/track/your-request">{v.t('erase.keep')}</a>
          </div>
        </PostForm>
      </>
    )
  },
  next: async (v) => {
    await takeResidentStep('eraseMe')(v.house, v.caller(v.caseId), { caseId: v.caseId })
    // after commit: a photo is gone only when nobody names it any more
    await removeDoomed(v.house, v.jurisdiction.id)
    return '/track/your-request?done=erased'
  },
})
