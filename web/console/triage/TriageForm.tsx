/** The right: sorted, handed on and sent from the keys alone. Rows of choices one after the other; what is usual is filled in already. */
import { Button, Select } from 'antd'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { CaseView } from '../api.ts'
import type { Action } from '../case/actions.ts'
import { ChangedNotice } from '../case/ChangedNotice.tsx'
import { useDraft } from '../case/draft.ts'
import { StepPanel } from '../case/StepPanel.tsx'
import { useKeys } from '../parts/useKeys.ts'
import { useMe } from '../queries.ts'
import { useT } from '../texts.ts'
import { ChoiceRow, choiceKeys } from './ChoiceRow.tsx'
import { HalfDone } from './HalfDone.tsx'
import { Key } from './Key.tsx'
import { OtherSteps } from './OtherSteps.tsx'
import {
  missingFrom,
  type Need,
  planOf,
  type Row,
  rowsFor,
  type Sheet,
  sendName,
  sheetOf,
  type Turn,
  type Way,
} from './plan.ts'
import { type Focusable, TriageFields } from './TriageFields.tsx'
import { useChoices } from './useChoices.ts'
import { useSend } from './useSend.ts'

type Props = {
  c: CaseView
  ways: readonly Way[]
  usualNature: string | undefined
  /** All steps are taken: what comes next may be shown. */
  onDone: (view: CaseView, turns: readonly Turn[], sheet: Sheet) => void
}

/** Chosen once, these are answered again by the same key: nobody must be named. */
const optional: readonly Row[] = ['person']

export function TriageForm({ c, ways, usualNature, onDone }: Props) {
  const t = useT()
  const me = useMe().data?.member.id
  const [kept, keep, forget] = useDraft<Sheet>(`triage:${c.id}`, sheetOf(c, ways, { nature: usualNature }))
  const [base, setBase] = useState(c.version)
  const [now, setNow] = useState<Row>()
  const [asked, setAsked] = useState(false)
  const [panel, setPanel] = useState<Action>()
  const { busy, send, refused, clear } = useSend()
  const form = useRef<HTMLFormElement>(null)
  const typed = useRef<Focusable>(null)
  // a way that is closed by now, after a step of one's own or of another, is chosen anew
  const way = kept.way && ways.includes(kept.way) ? kept.way : ways.length === 1 ? ways[0] : undefined
  const { choices, further, usualDay } = useChoices(c, { ...kept, way }, ways)
  const sheet: Sheet = {
    ...kept,
    way,
    day: kept.day ?? usualDay?.[kept.urgency],
    standard: kept.standard ?? t('triage.standard-usual'),
  }
  const rows = rowsFor(c, sheet, ways)
  const missing = missingFrom(c, sheet)
  const active = now && rows.includes(now) ? now : (rows.find((r) => missing.includes(r)) ?? rows.at(-1))
  const turns = missing.length ? [] : planOf(c, sheet)
  const news = c.events.some((e) => e.seq > base && e.actor.member?.id !== me)

  const change = (more: Partial<Sheet>) => {
    clear()
    keep({ ...kept, way, ...more })
  }
  const choose = (row: Row, value: string) => {
    const again = optional.includes(row) && sheet[row] === value
    const more: Partial<Sheet> = { [row]: again ? undefined : value }
    // people belong to their unit
    if (row === 'department' || row === 'way') more.person = undefined
    change(more)
    const next = rowsFor(c, { ...sheet, ...more }, ways)
    setNow(next[next.indexOf(row) + 1] ?? row)
    if (row === 'way' && value === 'escalate') setTimeout(() => typed.current?.focus())
  }
  const back = () => setNow(rows[Math.max(0, rows.indexOf(active ?? 'way') - 1)])
  const submit = async () => {
    setAsked(true)
    const first = missing[0]
    if (first) return show(first)
    if (busy || news || !turns.length) return
    await send(c, turns, (view) => {
      forget()
      onDone(view, turns, sheet)
    })
  }
  const show = (need: Need) => {
    if (rows.includes(need as Row)) setNow(need as Row)
    else form.current?.querySelector<HTMLElement>(`[data-need="${need}"] :is(textarea,input)`)?.focus()
  }
  const quiet = (run: (e: KeyboardEvent) => void) => (e: KeyboardEvent) => {
    if (busy || e.repeat) return
    e.preventDefault()
    run(e)
  }
  useKeys({
    ...Object.fromEntries(
      choiceKeys.map((key, i) => [
        key,
        quiet(() => {
          const choice = active && choices[active][i]
          if (active && choice) choose(active, choice.value)
        }),
      ]),
    ),
    u: quiet(() => change({ urgency: sheet.urgency === 'urgent' ? 'ordinary' : 'urgent' })),
    g: quiet(() => change({ extent: sheet.extent === 'common' ? 'individual' : 'common' })),
    i: quiet(() => typed.current?.focus()),
    f: quiet(() => form.current?.querySelector<HTMLElement>('.triage-find input')?.focus()),
    Backspace: quiet(back),
    // a link or a button that has the focus does what it says
    ['Enter']: (e) => (e.target as HTMLElement).closest('a,button,summary') ?? quiet(() => void submit())(e),
    'ctrl+enter': quiet(() => void submit()),
  })
  // people and requests come a moment after their row
  const inRow = active ? choices[active].length : 0
  useEffect(() => {
    if (active && now && inRow > 0) form.current?.querySelector('.triage-row-now')?.scrollIntoView({ block: 'nearest' })
  }, [active, now, inRow])

  const row = (of: Row, extra?: { tall?: boolean }) =>
    rows.includes(of) && (
      <ChoiceRow
        key={of}
        label={t(`triage.row.${of}`)}
        choices={choices[of]}
        value={sheet[of]}
        active={active === of}
        missing={asked && missing.includes(of)}
        onChoose={(value) => choose(of, value)}
        onEnter={() => setNow(of)}
        {...extra}
      >
        {of === 'department' && further.length > 0 && (
          <Select
            className="triage-find"
            value={further.some((o) => o.value === sheet.department) ? sheet.department : null}
            options={further}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('triage.other-unit')}
            aria-label={t('triage.other-unit')}
            onChange={(value: string) => choose('department', value)}
          />
        )}
        {of === 'person' && choices.person.length === 0 && <span className="case-muted">{t('triage.nobody')}</span>}
        {of === 'lead' && choices.lead.length === 0 && <span className="case-muted">{t('triage.no-lead')}</span>}
      </ChoiceRow>
    )
  return (
    <form
      ref={form}
      className="triage-form"
      aria-label={t('triage.form')}
      onSubmit={(e: FormEvent) => {
        e.preventDefault()
        void submit()
      }}
    >
      {news && <ChangedNotice c={c} since={base} stillOpen={ways.length > 0} onSeen={() => setBase(c.version)} />}
      {row('category')}
      {row('nature')}
      {rows.includes('category') && (
        <div className="triage-marks">
          <label>
            <input
              type="checkbox"
              checked={sheet.urgency === 'urgent'}
              onChange={(e) => change({ urgency: e.target.checked ? 'urgent' : 'ordinary' })}
            />{' '}
            <Key of="u" /> {t('words.urgency.urgent')}
          </label>
          <label>
            <input
              type="checkbox"
              checked={sheet.extent === 'common'}
              onChange={(e) => change({ extent: e.target.checked ? 'common' : 'individual' })}
            />{' '}
            <Key of="g" /> {t('words.extent.common')}
          </label>
        </div>
      )}
      {row('way')}
      {row('department')}
      {row('person')}
      {row('lead', { tall: true })}
      <TriageFields c={c} sheet={sheet} usual={!kept.day} change={change} typed={typed} />
      {asked && missing.length > 0 && (
        <p role="alert" className="case-error">
          {t('triage.missing', { what: missing.map((m) => t(`triage.need.${m}`)).join(t('case.list-comma')) })}
        </p>
      )}
      {refused && <HalfDone refused={refused} />}
      <div className="triage-send">
        <Button htmlType="submit" type="primary" size="large" block loading={busy} disabled={news} data-testid="send">
          {t(`triage.send.${sendName(c, sheet)}`)} <Key of="Enter" />
        </Button>
        <OtherSteps c={c} open={setPanel} />
      </div>
      {panel && <StepPanel key={panel} c={c} action={panel} onClose={() => setPanel(undefined)} />}
    </form>
  )
}
