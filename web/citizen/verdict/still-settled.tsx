/** Weeks later, asked once: was it really settled? */
import { sayLater } from '../../../src/cases/give-verdict.ts'
import { followed } from '../../../src/cases/receipt.ts'
import { page } from '../engine.tsx'
import { Later } from './input.ts'
import { StillSettled, TheAnswer } from './parts.tsx'

export const stillSettled = page({
  path: '/verdict/still-settled',
  needs: 'case',
  step: ['stillSettled', 'notSettled'],
  title: (v) => v.t('later.title'),
  input: Later,
  view: async (v, form) => (
    <>
      <TheAnswer v={v} r={await followed(v.house, v.caller(v.caseId), { caseId: v.caseId })} />
      <StillSettled v={v} form={form} action="/verdict/still-settled" />
    </>
  ),
  next: async (v, { settled, why }) => {
    await sayLater(v.house, v.caller(v.caseId), { caseId: v.caseId, settled, ...(why && { why }) })
    return '/track/your-request?done=judged'
  },
})
