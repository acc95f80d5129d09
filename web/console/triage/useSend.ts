/** Takes the steps of a plan one after the other. When a later one is refused, the earlier ones stand, and the screen says which. */
import { useState } from 'react'
import { type CaseView, Problem, takeStep } from '../api.ts'
import type { Action } from '../case/actions.ts'
import { afterStep, keys, queryClient } from '../queries.ts'
import type { Turn } from './plan.ts'

export type Refused = { problem: Problem; at: Action; done: Action[] }

export function useSend() {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>()

  /** The case as it stands after the last step, or undefined when one was refused. `before` runs when all are taken, before the lists change. */
  const send = async (
    c: Pick<CaseView, 'id' | 'version'>,
    turns: readonly Turn[],
    before: (view: CaseView) => void,
  ) => {
    setBusy(true)
    setRefused(undefined)
    const done: Action[] = []
    let view: CaseView | undefined
    let version = c.version
    try {
      for (const { action, input } of turns) {
        try {
          view = await takeStep(c.id, action, { ...input, version })
          version = view.version
          done.push(action)
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          setRefused({ problem: error, at: action, done })
          if (view) await afterStep(view)
          else if (error.status === 409) await queryClient.invalidateQueries({ queryKey: keys.case(c.id) })
          return undefined
        }
      }
      if (!view) return undefined
      before(view)
      await afterStep(view)
      return view
    } finally {
      setBusy(false)
    }
  }
  return { busy, send, refused, clear: () => setRefused(undefined) }
}
