/** The case's clocks side by side, each in words and as a bar: the one that runs, the one that stands still, first contact, what was promised. */
import { Button } from 'antd'
import { shapes } from '../../tokens.ts'
import type { CaseView } from '../api.ts'
import { Bar, Clock } from '../parts/Clock.tsx'
import { contactState, contactWaits, contactWords } from '../parts/contact-words.ts'
import { useName, useSpeech } from '../texts.ts'
import { useQuickStep } from './useQuickStep.ts'
import { dayText, endsWithDay, timeText } from './when.ts'

export function CaseClocks({ c }: { c: CaseView }) {
  const { t, language } = useSpeech()
  const name = useName()
  const when = (iso: string) => (endsWithDay(iso) ? dayText(language, iso) : timeText(language, iso))
  return (
    <section className="case-clocks">
      <h3>{t('time.clocks')}</h3>
      <dl>
        <div>
          <dt>{c.clock ? t(`words.clock.${c.clock}`) : t('case.outcome')}</dt>
          <dd>
            <Clock of={c} name={false} />
            {c.dueAt && c.statutory && (
              <p className="case-muted">
                {t('petition.both', {
                  scheme: dayText(language, c.dueAt),
                  statute: dayText(language, c.statutory.dueAt),
                })}
              </p>
            )}
            {c.dueProvisional && <p className="case-muted">{t('case.provisional')}</p>}
          </dd>
        </div>
        {c.paused && (
          <div data-clock="paused">
            <dt>{t('time.paused', { clock: t(`words.clock.${c.paused.clock}`) })}</dt>
            <dd>
              <span className="clock clock-ended">
                <span aria-hidden="true">‖</span> {t('time.paused-since', { at: timeText(language, c.paused.since) })}
              </span>
              <p className="case-muted">
                {t('time.paused-due', { day: when(c.paused.dueAt) })}
                {c.dueAt && t('time.paused-until', { day: when(c.dueAt) })}
              </p>
            </dd>
          </div>
        )}
        <FirstContact c={c} />
        {c.state === 'extension-asked' && c.askedUntil && (
          <div data-clock="extension">
            <dt>{t('time.extension')}</dt>
            <dd>
              {t('case.asked-until', { day: dayText(language, c.askedUntil) })}
              <p className="case-muted">{t('time.extension-by', { org: name(c.approver) })}</p>
            </dd>
          </div>
        )}
        {c.promisedAt && !c.endedAt && (
          <div>
            <dt>{t('time.promised')}</dt>
            <dd>{t('time.promised-day', { day: dayText(language, c.promisedAt) })}</dd>
          </div>
        )}
      </dl>
      <ClockMarks c={c} />
    </section>
  )
}

const shapeOf = {
  made: shapes.inTime,
  'in-time': shapes.inTime,
  'due-soon': shapes.dueSoon,
  'made-late': shapes.late,
  late: shapes.late,
} as const
const toneOf = {
  made: 'ended',
  'in-time': 'in-time',
  'due-soon': 'due-soon',
  'made-late': 'ended',
  late: 'late',
} as const
/** After these the resident must be contacted anew. */
const reopening = ['dispute', 'disputeByCall', 'notSettled']

/** The response clock: how long is left, and the click that says it was done. */
function FirstContact({ c }: { c: CaseView }) {
  const { t, language } = useSpeech()
  const { busy, quick } = useQuickStep()
  if (!c.firstContact || (!c.firstContact.madeAt && !contactWaits(c) && !c.firstContact.late)) return null
  const now = Date.now()
  const state = contactState(c.firstContact, now)
  const begun = Date.parse([...c.events].reverse().find((e) => reopening.includes(e.type))?.at ?? c.registeredAt)
  const used = (now - begun) / Math.max(1, Date.parse(c.firstContact.dueAt) - begun)
  return (
    <div data-clock="contact">
      <dt>{t('words.clock.contact')}</dt>
      <dd>
        <span className={`clock clock-${toneOf[state]}`}>
          <span aria-hidden="true">{shapeOf[state]}</span>
          <span className="clock-left">{contactWords(t, language, c.firstContact, now)}</span>
          {!c.firstContact.madeAt && <Bar used={used} />}
        </span>
        {contactWaits(c) && c.may.includes('contact') && (
          <p className="case-contacted">
            <span>{t('time.contacted')}</span>
            {(['phone', 'visit', 'wechat'] as const).map((by) => (
              <Button
                key={by}
                size="small"
                disabled={busy}
                onClick={() => void quick(c, 'contact', { by })}
                data-contact={by}
              >
                {t(`case.by.${by}`)}
              </Button>
            ))}
          </p>
        )}
      </dd>
    </div>
  )
}

/** What else its clocks have come to: on the duty list, gone up by itself, a verdict in doubt. */
function ClockMarks({ c }: { c: CaseView }) {
  const { t } = useSpeech()
  const marks = [
    c.onDutyList && ['late', t('time.on-duty-list')],
    c.overdue > 0 && ['late', t('time.overdue', { n: c.overdue })],
    c.doubt && ['due-soon', t(`time.doubt.${c.doubt}`)],
    c.later && [c.later === 'no' ? 'late' : 'ended', t(`time.later.${c.later}`)],
  ].filter((m): m is [string, string] => Array.isArray(m))
  if (!marks.length) return null
  return (
    <ul className="case-marks">
      {marks.map(([tone, text]) => (
        <li key={text} className={`tag tag-${tone}`}>
          {text}
        </li>
      ))}
    </ul>
  )
}
