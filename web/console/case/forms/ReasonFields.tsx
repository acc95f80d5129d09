/** Why: for escalating, sending back, refusing an extension. */
import { useT } from '../../texts.ts'
import { stepOf } from '../actions.ts'
import { Words } from '../fields/Words.tsx'
import type { FieldsProps } from './form.ts'

export function ReasonFields({ action }: FieldsProps) {
  const t = useT()
  return (
    <Words
      name="reason"
      label={t(`case.field.reason.${action}`)}
      help={t(`case.field.reason-help.${action}`)}
      reader={stepOf[action].audience === 'everyone' ? 'resident' : 'desk'}
    />
  )
}
