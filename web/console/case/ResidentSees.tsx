/** The case as its resident follows it: the same words in the same order, for the desk to check before it speaks. Each look is traced. */
import { useQuery } from '@tanstack/react-query'
import { api, type CaseView, call } from '../api.ts'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useName, useSpeech } from '../texts.ts'
import { Media } from './Media.tsx'
import { dayText, timeText } from './when.ts'

/** Asked anew when the case has moved on. */
const useResidentView = (c: CaseView) =>
  useQuery({
    queryKey: ['case', c.id, 'as-resident', c.version],
    queryFn: () => call(api.GET('/cases/{caseId}/as-resident', { params: { path: { caseId: c.id } } })),
    staleTime: 60_000,
  })

export function ResidentSees({ c }: { c: CaseView }) {
  const { t, language } = useSpeech()
  const name = useName()
  const { data: r, error, refetch } = useResidentView(c)
  if (!r && error) return <Failed error={error} retry={() => void refetch()} />
  if (!r) return <Loading />
  const can = r.may.filter((action) => action !== 'eraseMe')
  return (
    <section className="case-resident" aria-label={t('triage.resident.title')}>
      <p className="case-muted">{t('triage.resident.note')}</p>
      <div className="case-resident-card">
        <p className="case-resident-line">{r.line}</p>
        {r.dueAt && !c.endedAt && (
          <p>
            {t('triage.resident.told')} <strong>{dayText(language, r.dueAt)}</strong>
          </p>
        )}
        {r.contactBy && <p>{t('triage.resident.contact-by', { at: timeText(language, r.contactBy) })}</p>}
        {r.question && (
          <>
            <p className="case-muted">{t('triage.resident.question')}</p>
            <p className="case-said">{r.question}</p>
          </>
        )}
        {r.reason && (
          <>
            <p className="case-muted">{t('triage.resident.reason')}</p>
            <p className="case-said">{r.reason}</p>
          </>
        )}
        {r.passedOn && <p>{[r.passedOn.authority, r.passedOn.phone].filter(Boolean).join(' ')}</p>}
        {r.holder?.phone && !c.endedAt && (
          <p>{t('triage.resident.ask', { org: name(r.holder), phone: r.holder.phone })}</p>
        )}
      </div>
      {r.answer && (
        <div className="case-resident-card">
          <h3>{t('triage.resident.answer', { org: name(r.answer.org) })}</h3>
          <p className="case-said">{r.answer.text}</p>
          <Media files={r.answer.files} />
        </div>
      )}
      {r.verdict && (
        <p>
          {t('triage.resident.verdict', {
            verdict: [
              t(`words.resolved.${r.verdict.resolved}`),
              r.verdict.satisfied && t(`words.grade.${r.verdict.satisfied}`),
            ]
              .filter(Boolean)
              .join(t('case.list-comma')),
          })}
          {r.verdict.why && ` ${r.verdict.why}`}
        </p>
      )}
      {can.length > 0 && (
        <p className="case-muted">
          {t('triage.resident.may', { what: can.map((a) => t(`words.action.${a}`)).join(t('case.list-comma')) })}
        </p>
      )}
      <h2>{t('triage.resident.story')}</h2>
      <ol className="case-thread">
        {[...r.story].reverse().map((s) => (
          <li key={s.seq} className="case-step">
            <p className="case-step-head">
              <span>{s.line}</span>
              <time dateTime={s.at}>{timeText(language, s.at)}</time>
            </p>
            {s.words && <p className="case-said">{s.words}</p>}
            <Media files={s.files} />
          </li>
        ))}
      </ol>
      <h2>{t('triage.resident.words')}</h2>
      <blockquote>{r.words}</blockquote>
      {r.place && <p className="case-muted">{r.place}</p>}
      <Media files={r.files} />
    </section>
  )
}
