/** A few points to think of before an answer is sent: ticked for oneself, kept nowhere, never asked for. */
import { Checkbox } from 'antd'
import type { CaseView } from '../api.ts'
import type { Action } from '../case/actions.ts'
import { useT } from '../texts.ts'
import { useFitting } from './UseTemplate.tsx'

export function Checklist({ c, action }: { c: CaseView; action: Action }) {
  const t = useT()
  const list = useFitting('checklist', c, action).find((one) => one.fits)
  if (!list) return null
  const points = list.body.split('\n').flatMap((line) => line.trim() || [])
  return (
    <fieldset className="checklist">
      <legend>{list.name}</legend>
      {points.map((point) => (
        <Checkbox key={point}>{point}</Checkbox>
      ))}
      <p className="case-muted">{t('standin.checklist.note')}</p>
    </fieldset>
  )
}
