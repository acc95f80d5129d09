/** A petition as its resident reads it: which road, until when, every written answer in full, and how to ask for a review. */
import type { ResidentView } from '../../../src/cases/views.ts'
import { Day } from '../parts.tsx'
import type { Visit } from '../visit.ts'

type Of = NonNullable<ResidentView['petition']>
const parts = ['request', 'facts', 'opinion', 'review'] as const

export const Petition = ({ v, of }: { v: Visit; of: Of }) => {
  const late = of.dueAt !== null && new Date(of.dueAt) < v.house.now()
  return (
    <>
      <h2>{v.t('petition.title')}</h2>
      {of.number && <p class="muted">{v.t('petition.number', { number: of.number })}</p>}
      {of.road && <p>{v.t(`petition.road-${of.road}`)}</p>}
      {of.where && <p>{v.t('petition.where', { where: of.where })}</p>}
      {of.dueAt && of.owed && (
        <p>
          {v.t(late ? 'petition.owed-late' : `petition.owed-${of.owed}`, { day: v.day(of.dueAt) })}
          {of.provisional && <span class="muted small"> {v.t('provisional')}</span>}
        </p>
      )}
      {of.notice && (
        <>
          <h3>{v.t('petition.notice')}</h3>
          <p class="quote">{of.notice}</p>
        </>
      )}
      {[...of.opinions].reverse().map((o) => (
        <section>
          <h3>{v.t(`petition.stage-${o.stage}`)}</h3>
          <div class="card">
            <p class="muted small">
              {o.org && v.name(o.org)} · <Day v={v} at={o.at} />
            </p>
            <p>
              <b>{v.t(`petition.outcome-${o.outcome}`)}</b>
            </p>
            {parts.map((part) => (
              <>
                <p class="muted small">{v.t(`petition.part-${part}`)}</p>
                <p class="quote">{o[part]}</p>
              </>
            ))}
          </div>
        </section>
      ))}
      {of.ask && <p class="note">{v.t(`petition.ask-${of.ask.stage}-until`, { day: v.day(of.ask.until) })}</p>}
      {of.final && <p class="note">{v.t('petition.last')}</p>}
    </>
  )
}
