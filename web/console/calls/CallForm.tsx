/** What was said on the phone: the step's own form beside the list, with now and the number's last digits filled in. */
import type { Action } from '../case/actions.ts'
import { StepPanel } from '../case/StepPanel.tsx'
import { useCase } from '../queries.ts'
import '../case/case.css'

export type Calling = { caseId: string; action: Action }

export function CallForm({ of, onClose }: { of: Calling; onClose: () => void }) {
  const c = useCase(of.caseId).data
  return c ? <StepPanel c={c} action={of.action} onClose={onClose} /> : null
}
