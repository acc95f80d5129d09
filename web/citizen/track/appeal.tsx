/** Not taken on, and the resident thinks otherwise: the next level looks again. */
import { z } from 'zod'
import { takeResidentStep } from '../../../src/cases/service.ts'
import { page } from '../engine.tsx'
import { Field, PostForm } from '../parts.tsx'

export const appeal = page({
  path: '/track/appeal',
  needs: 'case',
  step: 'appeal',
  title: (v) => v.t('appeal.title'),
  input: z.object({
    reason: z.string('appeal.reason-missing').trim().min(2, 'appeal.reason-missing').max(1000, 'appeal.reason-long'),
  }),
  view: (v, form) => (
    <PostForm action="/track/appeal">
      <p>{v.t('appeal.means')}</p>
      <Field form={form} name="reason" rows={5} label={v.t('appeal.reason')} hint={v.t('appeal.reason-hint')} />
      <div class="actions">
        <button type="submit" class="main">
          {v.t('appeal.do')}
        </button>
        <a href="/track/your-request">{v.t('back')}</a>
      </div>
    </PostForm>
  ),
  next: async (v, { reason }) => {
    await takeResidentStep('appeal')(v.house, v.caller(v.caseId), { caseId: v.caseId, reason })
    return '/track/your-request?done=appealed'
  },
})
