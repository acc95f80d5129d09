/** The rest of what may be done at triage, each with its key; their forms open beside the words. */
import type { CaseView } from '../api.ts'
import type { Action } from '../case/actions.ts'
import { useKeys } from '../parts/useKeys.ts'
import { useT } from '../texts.ts'
import { Key } from './Key.tsx'

/** In this order, where `may` names them. No two with one key are ever open at once. */
const others: readonly (readonly [Action, string])[] = [
  ['split', 's'],
  ['decline', 'x'],
  ['sendBack', 'x'],
  ['passOn', 'p'],
  ['settle', 'd'],
  ['contact', 'c'],
  ['handUp', 'h'],
  ['settleDirectly', 'd'],
]

export function OtherSteps({ c, open }: { c: CaseView; open: (action: Action) => void }) {
  const t = useT()
  const shown = others.filter(([action]) => c.may.includes(action))
  useKeys(
    Object.fromEntries(
      shown.map(([action, key]) => [
        key,
        (e: KeyboardEvent) => {
          e.preventDefault()
          open(action)
        },
      ]),
    ),
  )
  if (!shown.length) return null
  return (
    <ul className="triage-others" aria-label={t('triage.others')}>
      {shown.map(([action, key]) => (
        <li key={action}>
          <button type="button" className="link" onClick={() => open(action)} data-action={action}>
            {t(`words.action.${action}`)} <Key of={key} />
          </button>
        </li>
      ))}
    </ul>
  )
}
