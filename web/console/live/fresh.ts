/** Steps that came while the page was open, from somebody else: the thread marks them, nothing moves. */
import { createContext, use, useState } from 'react'
import type { CaseEvent, CaseView } from '../api.ts'
import { useMe } from '../queries.ts'

const FreshContext = createContext<ReadonlySet<CaseEvent>>(new Set())
export const FreshSteps = FreshContext.Provider
export const useFresh = (event: CaseEvent) => use(FreshContext).has(event)

/** Those of this case since the page was opened. */
export function useFreshSteps(c: CaseView): readonly CaseEvent[] {
  const me = useMe().data?.member.id
  const [opened, setOpened] = useState({ id: c.id, version: c.version })
  if (opened.id !== c.id) setOpened({ id: c.id, version: c.version })
  return c.events.filter((e) => opened.id === c.id && e.seq > opened.version && e.actor.member?.id !== me)
}
