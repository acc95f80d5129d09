/** Whether a copy without personal data may go on the village board: asked apart from everything else, no until one says yes. */
import { z } from 'zod'
import { followed } from '../../../src/cases/receipt.ts'
import { takeResidentStep } from '../../../src/cases/service.ts'
import { page } from '../engine.tsx'
import { Choices, PostForm } from '../parts.tsx'

export const publishing = page({
  path: '/track/publishing',
  needs: 'case',
  title: (v) => v.t('publishing.title'),
  input: z.object({ answer: z.enum(['yes', 'no'], { error: 'publishing.choose' }) }),
  view: async (v, form) => {
    const { publishing: now } = await followed(v.house, v.caller(v.caseId), { caseId: v.caseId })
    return (
      <>
        <p>{v.t('publishing.say')}</p>
        <p>{v.t('publishing.how')}</p>
        <PostForm action="/track/publishing">
          <Choices
            form={form}
            name="answer"
            legend={v.t('publishing.legend')}
            before={now.allowed ? 'yes' : 'no'}
            choices={[
              { value: 'no', label: v.t('publishing.no'), hint: v.t('publishing.no-means') },
              { value: 'yes', label: v.t('publishing.yes'), hint: v.t('publishing.yes-means') },
            ]}
          />
          <div class="actions">
            <button type="submit" class="main">
              {v.t('publishing.do')}
            </button>
            <a href="/track/your-request">{v.t('back')}</a>
          </div>
        </PostForm>
      </>
    )
  },
  next: async (v, { answer }) => {
    const { may } = await followed(v.house, v.caller(v.caseId), { caseId: v.caseId })
    const action = answer === 'yes' ? 'allowPublishing' : 'forbidPublishing'
    // said already: nothing is written a second time
    if (may.includes(action)) await takeResidentStep(action)(v.house, v.caller(v.caseId), { caseId: v.caseId })
    return `/track/your-request?done=${answer === 'yes' ? 'allowed' : 'forbidden'}`
  },
})
