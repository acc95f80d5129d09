/** Not content with the written answer to a petition: the organ one level above looks again. */
import { z } from 'zod'
import { followed } from '../../../src/cases/receipt.ts'
import { takeResidentStep } from '../../../src/cases/service.ts'
import { page } from '../engine.tsx'
import { Field, PostForm } from '../parts.tsx'

export const askReview = page({
  path: '/track/ask-review',
  needs: 'case',
  step: ['askReview', 'askReReview'],
  title: (v) => v.t('petition.ask-review'),
  input: z.object({
    reason: z
      .string('petition.reason-missing')
      .trim()
      .min(2, 'petition.reason-missing')
      .max(1000, 'petition.reason-long'),
  }),
  view: async (v, form) => {
    const { petition } = await followed(v.house, v.caller(v.caseId), { caseId: v.caseId })
    const ask = petition?.ask
    if (!ask)
      return (
        <>
          <p>{v.t('petition.asking-closed')}</p>
          <a href="/track/your-request">{v.t('back')}</a>
        </>
      )
    return (
      <PostForm action="/track/ask-review">
        <p>{v.t(`petition.ask-${ask.stage}-until`, { day: v.day(ask.until) })}</p>
        <p>{v.t(`petition.asking-${ask.stage}`)}</p>
        <Field form={form} name="reason" rows={6} label={v.t('petition.reason')} hint={v.t('petition.reason-hint')} />
        <div class="actions">
          <button type="submit" class="main">
            {v.t('petition.send')}
          </button>
          <a href="/track/your-request">{v.t('back')}</a>
        </div>
      </PostForm>
    )
  },
  next: async (v, { reason }) => {
    const caller = v.caller(v.caseId)
    const { may } = await followed(v.house, caller, { caseId: v.caseId })
    const step = may.includes('askReReview') ? 'askReReview' : 'askReview'
    await takeResidentStep(step)(v.house, caller, { caseId: v.caseId, reason })
    return '/track/your-request?done=review-asked'
  },
})
