/** Steps that came while the page was open, from somebody else: the thread marks them, nothing moves. */
import { createContext, use, useState } from 'react'
import type { CaseEvent, CaseView } from '../api.ts'
import { useMe } from '../queries.ts'

const FreshContext = createContext<ReadonlySet<CaseEvent>>(new Set())
export const FreshSteps = FreshContext.Provider
export const useFresh = (event: CaseEvent) => use(FreshContext).has(event)

/** Those of this case since the page was opened: each case has a page of its own, named by its key. */
export function useFreshSteps(c: CaseView): readonly CaseEvent[] {
  const me = useMe().data?.member.id
  const [opened] = useState(c.version)
  return c.events.filter((e) => e.seq > opened && e.actor.member?.id !== me)
}
