/** How a step just taken is taken back, where the table knows a way: the step, and what it needs to stand as before. */
import { type Action, wayBack } from '../../../src/cases/lifecycle.ts'
import type { CaseView } from '../api.ts'

type Back = { action: Action; input: Record<string, unknown> }

/** Undefined where there is no way back, or none open to this reader. */
export function undoOf(before: CaseView, action: Action, after: CaseView, reason: string): Back | undefined {
  if (!(action in wayBack)) return undefined
  const back = wayBack[action as keyof typeof wayBack]
  const input = inputs[back](before, reason)
  return input && after.may.includes(back) ? { action: back, input } : undefined
}

const inputs: Record<
  (typeof wayBack)[keyof typeof wayBack],
  (before: CaseView, reason: string) => Record<string, unknown> | undefined
> = {
  recall: (_, reason) => ({ reason }),
  unpublish: (_, reason) => ({ reason }),
  unlink: () => ({}),
  // what was never sorted, or had nobody, cannot be so again
  sort: ({ category, nature, urgency, extent, title }) =>
    category && nature && extent ? { category, nature, urgency, extent, ...(title && { title }) } : undefined,
  assign: ({ holderMember }) => (holderMember ? { memberId: holderMember.id } : undefined),
}
