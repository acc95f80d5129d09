/** What is written at triage, by where the case goes: a number, a day and a standard, or why it goes up. */
import { Input } from 'antd'
import type { KeyboardEvent, RefObject } from 'react'
import type { CaseView } from '../api.ts'
import { Day } from '../case/fields/Day.tsx'
import { dayAhead } from '../case/when.ts'
import { useT } from '../texts.ts'
import { Key } from './Key.tsx'
import type { Sheet } from './plan.ts'

export type Focusable = { focus: () => void }
type Props = {
  c: CaseView
  sheet: Sheet
  /** The day shown is the scheme’s. */
  usual: boolean
  change: (more: Partial<Sheet>) => void
  typed: RefObject<Focusable | null>
}

export function TriageFields({ c, sheet, usual, change, typed }: Props) {
  const t = useT()
  const field = (name: string) => `triage-${name}-${c.id}`
  if (sheet.way === 'link')
    return (
      <div className="triage-field">
        <label htmlFor={field('lead')}>{t('triage.other-number')}</label>
        <Input
          id={field('lead')}
          value={sheet.lead ?? ''}
          maxLength={24}
          placeholder="LX-2611-0427"
          onChange={(e) => change({ lead: e.target.value })}
        />
      </div>
    )
  if (sheet.way === 'dispatch')
    return (
      <>
        <div className="triage-field" data-need="day">
          <label htmlFor={field('day')}>{t('case.field.due')}</label>
          <Day id={field('day')} value={sheet.day ?? ''} min={dayAhead(0)} onChange={(day) => change({ day })} />
          {usual && sheet.day && <small className="case-muted">{t('triage.day-usual')}</small>}
        </div>
        <div className="triage-field" data-need="standard">
          <label htmlFor={field('standard')}>
            {t('case.field.standard')} <span className="read-by read-by-desk">{t('case.read-by.desk')}</span>{' '}
            <Key of="i" />
          </label>
          <Input.TextArea
            id={field('standard')}
            ref={typed as never}
            value={sheet.standard ?? ''}
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={1000}
            onChange={(e) => change({ standard: e.target.value })}
            onKeyDown={leave}
          />
        </div>
      </>
    )
  if (sheet.way !== 'escalate') return null
  return (
    <div className="triage-field" data-need="reason">
      <label htmlFor={field('reason')}>
        {t('case.field.reason.escalate')} <span className="read-by read-by-resident">{t('case.read-by.resident')}</span>{' '}
        <Key of="i" />
        <small className="case-muted">{t('case.field.reason-help.escalate')}</small>
      </label>
      <Input.TextArea
        id={field('reason')}
        ref={typed as never}
        value={sheet.reason ?? ''}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={1000}
        onChange={(e) => change({ reason: e.target.value })}
        onKeyDown={leave}
      />
    </div>
  )
}

/** Out of a field back to the keys; what was typed stays. */
const leave = (e: KeyboardEvent<HTMLTextAreaElement>) => {
  if (e.key === 'Escape') e.currentTarget.blur()
}
