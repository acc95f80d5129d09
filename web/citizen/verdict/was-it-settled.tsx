/** The resident's verdict: settled or not is one question, content or not another. Only this closes a request. */
import { z } from 'zod'
import { grades, resolvedAnswers } from '../../../src/cases/model.ts'
import { followed } from '../../../src/cases/receipt.ts'
import { takeResidentStep } from '../../../src/cases/service.ts'
import { page } from '../engine.tsx'
import { Choices, Field, PostForm } from '../parts.tsx'

export const wasItSettled = page({
  path: '/verdict/was-it-settled',
  needs: 'case',
  step: 'confirm',
  title: (v) => v.t('verdict.title'),
  input: z
    .object({
      resolved: z.enum(resolvedAnswers, { error: 'verdict.resolved-missing' }),
      satisfied: z.enum(grades).optional(),
      why: z.string().trim().max(1000, 'verdict.why-long').default(''),
    })
    .refine((x) => x.resolved !== 'yes' || x.satisfied, { path: ['satisfied'], message: 'verdict.satisfied-missing' }),
  view: async (v, form) => {
    const r = await followed(v.house, v.caller(v.caseId), { caseId: v.caseId })
    return (
      <>
        {r.answer && (
          <div class="card">
            <p class="muted small">{v.t('request.answer')}</p>
            <p class="quote">{r.answer.text}</p>
          </div>
        )}
        <p class="note">{v.t('verdict.free')}</p>
        {r.petition?.final && <p class="note">{v.t('petition.last')}</p>}
        <PostForm action="/verdict/was-it-settled">
          <Choices
            form={form}
            name="resolved"
            legend={v.t('verdict.resolved')}
            choices={resolvedAnswers.map((value) => ({ value, label: v.t(`verdict.${value}`) }))}
          />
          <Choices
            form={form}
            name="satisfied"
            legend={v.t('verdict.satisfied')}
            hint={v.t('verdict.satisfied-hint')}
            choices={grades.map((value) => ({ value, label: v.t(`grade.${value}`) }))}
          />
          <Field form={form} name="why" rows={3} label={v.t('verdict.why')} hint={v.t('verdict.why-hint')} />
          <div class="actions">
            <button type="submit" class="main">
              {v.t('verdict.send')}
            </button>
            <a href="/track/your-request">{v.t('back')}</a>
          </div>
        </PostForm>
      </>
    )
  },
  next: async (v, { resolved, satisfied, why }) => {
    const given = { caseId: v.caseId, ...(why && { why }) }
    const caller = v.caller(v.caseId)
    if (resolved !== 'yes') {
      // after the second review of a petition nothing is reopened: a “no” is noted all the same
      const { may } = await followed(v.house, caller, { caseId: v.caseId })
      const step = may.includes('dissent') ? 'dissent' : 'dispute'
      await takeResidentStep(step)(v.house, caller, { ...given, resolved, satisfied })
    } else if (satisfied) await takeResidentStep('confirm')(v.house, caller, { ...given, resolved, satisfied })
    return '/track/your-request?done=judged'
  },
})
