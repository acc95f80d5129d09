/** Taking a request back, asked once more before it is done. */
import { z } from 'zod'
import { takeResidentStep } from '../../../src/cases/service.ts'
import { page } from '../engine.tsx'
import { Field, PostForm } from '../parts.tsx'

export const withdraw = page({
  path: '/track/withdraw',
  needs: 'case',
  step: 'withdraw',
  title: (v) => v.t('withdraw.title'),
  input: z.object({ note: z.string().trim().max(1000, 'withdraw.note-long').default('') }),
  view: (v, form) => (
    <>
      <p>{v.t('withdraw.means')}</p>
      <PostForm action="/track/withdraw">
        <Field form={form} name="note" rows={3} label={v.t('withdraw.note')} hint={v.t('withdraw.note-hint')} />
        <div class="actions">
          <button type="submit" class="main warn">
            {v.t('withdraw.do')}
          </button>
          <a href="/track/your-request">{v.t('withdraw.keep')}</a>
        </div>
      </PostForm>
    </>
  ),
  next: async (v, { note }) => {
    await takeResidentStep('withdraw')(v.house, v.caller(v.caseId), { caseId: v.caseId, ...(note && { note }) })
    return '/track/your-request?done=withdrawn'
  },
})
