/** The resident's verdict: settled or not is one question, content or not another. Only this closes a request. */
import { giveVerdict } from '../../../src/cases/give-verdict.ts'
import { resolvedAnswers } from '../../../src/cases/model.ts'
import { followed } from '../../../src/cases/receipt.ts'
import { page } from '../engine.tsx'
import { Choices, PostForm } from '../parts.tsx'
import { Verdict } from './input.ts'
import { Details, TheAnswer, WhatWasSaid } from './parts.tsx'

export const wasItSettled = page({
  path: '/verdict/was-it-settled',
  needs: 'case',
  step: ['confirm', 'dispute', 'explainVerdict'],
  title: (v) => v.t('verdict.title'),
  input: Verdict,
  view: async (v, form) => {
    const r = await followed(v.house, v.caller(v.caseId), { caseId: v.caseId })
    // once somebody works on it again, “settled” waits for their answer
    const offered = resolvedAnswers.filter((a) =>
      a === 'yes' ? r.may.includes('confirm') || r.state === 'closed' : true,
    )
    return (
      <>
        <TheAnswer v={v} r={r} />
        <WhatWasSaid v={v} r={r} />
        {r.state === 'closed' && !r.petition?.final && <p class="note">{v.t('verdict.reopens')}</p>}
        <p>{v.t('verdict.free')}</p>
        {r.petition?.final && <p class="note">{v.t('petition.last')}</p>}
        <PostForm action="/verdict/was-it-settled">
          <Choices
            form={form}
            name="resolved"
            legend={v.t('verdict.resolved')}
            before={r.verdict?.resolved}
            choices={offered.map((value) => ({ value, label: v.t(`verdict.${value}`) }))}
          />
          <Details v={v} r={r} form={form} />
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
    const given = { caseId: v.caseId, resolved, ...(satisfied && { satisfied }), ...(why && { why }) }
    const { weWillCall } = await giveVerdict(v.house, v.caller(v.caseId), given)
    return `/track/your-request?done=${weWillCall ? 'judged-call' : 'judged'}`
  },
})
