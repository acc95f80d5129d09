/** What was just sent, and the way back where there is one: a joining is undone at once, a dispatch is called back with a reason. */
import { useState } from 'react'
import type { CaseView } from '../api.ts'
import { StepPanel } from '../case/StepPanel.tsx'
import { useQuickStep } from '../case/useQuickStep.ts'
import { useKeys } from '../parts/useKeys.ts'
import { useCase } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { Key } from './Key.tsx'
import type { Turn } from './plan.ts'

export type Sent = { id: string; number: string; turns: readonly Turn[] }
const undoes = ['unlink', 'recall'] as const

export function Last({ sent }: { sent: Sent }) {
  const t = useT()
  const name = useName()
  // as it stands now: another may have signed for it meanwhile
  const { data: c } = useCase(sent.id)
  const { quick } = useQuickStep()
  const [calling, setCalling] = useState(false)
  const way = c && undoes.find((action) => c.may.includes(action))
  const undo = () => {
    if (!c || !way) return
    if (way === 'unlink') void quick(c, 'unlink', {})
    else setCalling(true)
  }
  useKeys({
    z: (e) => {
      // the key that opens a form is no part of what is written in it
      e.preventDefault()
      undo()
    },
  })
  const did = sent.turns.map((turn) => t(`words.did.${turn.action}`)).join(t('case.list-comma'))
  return (
    <p className="triage-last">
      <span role="status">{t('triage.sent', { number: sent.number, did, to: holderOf(c, name) })}</span>{' '}
      {way && (
        <button type="button" className="link" onClick={undo} data-action={`undo-${way}`}>
          {t(`triage.undo.${way}`)} <Key of="z" />
        </button>
      )}
      {calling && c && <StepPanel c={c} action="recall" onClose={() => setCalling(false)} />}
    </p>
  )
}

const holderOf = (c: CaseView | undefined, name: ReturnType<typeof useName>) =>
  c?.holder ? ` → ${name(c.holder)}` : ''
