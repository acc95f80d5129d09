/** Steps of one matter: in their order, none skipped, and where the scheme says so by somebody else than the step before. */

import type { z } from 'zod'
import type { Quorum, RecordStep } from '../programme/records.ts'

type Steps = readonly RecordStep[]

/** The step that comes now; none when all are taken, or the kind has none. `last`: the code of the last one taken. */
export function nextStep(steps: Steps | undefined, last: string | null): RecordStep | undefined {
  if (!steps) return undefined
  if (last === null) return steps[0]
  const at = steps.findIndex((s) => s.code === last)
  // a step the form of that time does not know: nothing can follow it
  return at < 0 ? undefined : steps[at + 1]
}

/** How many are taken. */
export const stepsTaken = (steps: Steps | undefined, last: string | null) =>
  last === null || !steps ? 0 : steps.findIndex((s) => s.code === last) + 1

export type Taker = { readonly memberId: string; readonly roles: readonly string[] }
/** Why this member may not take it: not their role, or the same person as the step before. */
export function barTo(
  step: RecordStep,
  taker: Taker,
  before: { readonly by: string; readonly fills: readonly string[] },
): 'role' | 'another' | undefined {
  if (!(step.by ?? before.fills).some((role) => taker.roles.includes(role))) return 'role'
  return step.another && taker.memberId === before.by ? 'another' : undefined
}

type Rule = Pick<z.output<typeof Quorum>, 'share' | 'more'>
/** How many must be there of those entitled. More than half of 10 are 6, at least half are 5. */
export function needed(entitled: number, { share, more }: Rule): number {
  // 0.6 × 5 is 3.0000000000000004 in some orders: a hair is no person
  const bound = entitled * share
  return more ? Math.floor(bound + 1e-9) + 1 : Math.ceil(bound - 1e-9)
}

const countOf = (value: unknown) =>
  Array.isArray(value) ? value.length : typeof value === 'number' ? value : undefined
/** How many were there of how many, and how many it takes; undefined where either is not written down. */
export function quorumOf(rule: z.output<typeof Quorum>, data: Readonly<Record<string, unknown>>) {
  const present = countOf(data[rule.present])
  const entitled = countOf(data[rule.entitled])
  if (present === undefined || entitled === undefined) return undefined
  const takes = needed(entitled, rule)
  return { present, entitled, takes, met: present >= takes }
}
