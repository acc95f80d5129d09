/** A step taken by one click, without a form: says what was done, and offers the way back where there is one. */
import { App } from 'antd'
import { useState } from 'react'
import { api, type CaseView, call, Problem, takeStep } from '../api.ts'
import { afterStep, keys, queryClient } from '../queries.ts'
import { useT } from '../texts.ts'
import type { Action } from './actions.ts'

export function useQuickStep() {
  const t = useT()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)

  /** The case as it stands now, or undefined after a refusal, which has been shown. */
  const take = async (id: string, version: number, action: Action, input: Record<string, unknown>) => {
    setBusy(true)
    try {
      const view = await takeStep(id, action, { ...input, version })
      await afterStep(view)
      return view
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      message.error(error.title)
      await queryClient.invalidateQueries({ queryKey: keys.case(id) })
      return undefined
    } finally {
      setBusy(false)
    }
  }
  const done = (action: Action) => t('case.done', { did: t(`words.did.${action}`) })
  const quick = async (c: Pick<CaseView, 'id' | 'version'>, action: Action, input: Record<string, unknown>) => {
    const view = await take(c.id, c.version, action, input)
    if (view) message.success(done(action))
    return view
  }
  return { busy, take, quick, done, message, open: openCase }
}

/** Another case than the one on the page: its version is asked for first. */
const openCase = (caseId: string): Promise<CaseView> =>
  call(api.GET('/cases/{caseId}', { params: { path: { caseId } } }))
