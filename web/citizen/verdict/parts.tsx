/** What pages that ask for a verdict share: the answer it is about, how satisfied and why, and the question of weeks later. */
import { grades } from '../../../src/cases/model.ts'
import type { ResidentView } from '../../../src/cases/views.ts'
import type { Form } from '../form.ts'
import { Choices, Day, Field, PostForm } from '../parts.tsx'
import type { Visit } from '../visit.ts'

type Props = { v: Visit; r: ResidentView }

/** The answer that stands, with who gave it and when. */
export const TheAnswer = ({ v, r }: Props) =>
  r.answer && (
    <div class="card">
      <p class="muted small">
        {v.t('request.answer')} · {r.answer.org && v.name(r.answer.org)} · <Day v={v} at={r.answer.at} />
      </p>
      {r.answer.result === 'explained' && <p>{v.t('request.explained')}</p>}
      <p class="quote">{r.answer.text}</p>
    </div>
  )

/** What was said so far, and until when it may be changed. */
export const WhatWasSaid = ({ v, r }: Props) =>
  r.verdict && (
    <p class="note">
      {v.t('request.you-said')} <b>{v.t(`verdict.${r.verdict.resolved}`)}</b>
      {r.verdict.satisfied && ` · ${v.t(`grade.${r.verdict.satisfied}`)}`}
      {v.t('full-stop')}
      {r.verdictUntil && v.t('verdict.until', { day: v.day(r.verdictUntil) })}
    </p>
  )

/** How satisfied, as the scheme shows it, and why: filled in with what was said. */
export const Details = ({ v, r, form }: Props & { form: Form }) => {
  const before = r.verdict?.satisfied ?? undefined
  const shown = grades.filter((g) => v.house.scheme.verdict.grades.includes(g) || g === before)
  return (
    <>
      <Choices
        form={form}
        name="satisfied"
        legend={v.t('verdict.satisfied')}
        hint={v.t('verdict.satisfied-hint')}
        before={before}
        choices={shown.map((value) => ({ value, label: v.t(`grade.${value}`) }))}
      />
      <Field
        form={form}
        name="why"
        rows={3}
        label={v.t('verdict.why')}
        hint={v.t('verdict.why-hint')}
        before={r.verdict?.why ?? undefined}
      />
    </>
  )
}

/** Weeks later: two buttons of one weight, and room for a word. */
export const StillSettled = ({ v, form, action }: { v: Visit; form: Form; action: string }) => (
  <PostForm action={action}>
    <p>{v.t('later.say')}</p>
    <Field form={form} name="why" rows={3} label={v.t('verdict.why')} hint={v.t('later.why-hint')} />
    <div class="actions wide" id="f-settled">
      <button type="submit" class="second big" name="settled" value="yes">
        {v.t('later.yes')}
      </button>
      <button type="submit" class="second big" name="settled" value="no">
        {v.t('later.no')}
      </button>
    </div>
    <p class="muted">{v.t('later.no-means')}</p>
  </PostForm>
)
