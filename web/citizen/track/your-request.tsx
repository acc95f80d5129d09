/** What became of it: the next promised date first and biggest, the answer, the story with the newest on top. */
import { endStates } from '../../../src/cases/model.ts'
import { standingOf } from '../../../src/cases/public-log/standing.ts'
import { followed } from '../../../src/cases/receipt.ts'
import type { ResidentView } from '../../../src/cases/views.ts'
import { timeText } from '../../../src/kernel/texts.ts'
import { placeName, placeNameEn } from '../directory.ts'
import { page } from '../engine.tsx'
import { FileList } from '../files.tsx'
import { InTheLog } from '../log/in-the-log.tsx'
import { Day, PostForm, Tel } from '../parts.tsx'
import { WhatWasSaid } from '../verdict/parts.tsx'
import type { Visit } from '../visit.ts'
import { done } from './done.ts'
import { Petition } from './petition.tsx'
import { Question } from './question.tsx'

export const yourRequest = page({
  path: '/track/your-request',
  needs: 'case',
  title: (v) => v.t('request.title'),
  view: async (v) => {
    const r = await followed(v.house, v.caller(v.caseId), { caseId: v.caseId })
    const standing = await standingOf(v.house, v.caller(v.caseId), { caseId: v.caseId })
    const just = v.query('done') ?? ''
    if (r.confidential) {
      // the one to call is never of those it is kept from
      const [town, top] = [v.village?.townId, v.directory.top?.id]
      v.apart.add(r.village.id)
      if (town && r.holder?.id !== town) v.apart.add(town)
      if (top && r.confidential === 'discipline') v.apart.add(top)
    }
    return (
      <>
        {done.includes(just) && (
          <p class={`note ${just === 'receipt-other' ? 'late' : 'good'}`} role="status">
            {v.t(`request.done-${just}`)}
          </p>
        )}
        <p class="muted">
          {r.number} · {v.name(r.village) && placeFor(v, r.village)}
        </p>
        <Question v={v} r={r}>
          {r.may.includes('reply') && (
            <a class="button" href="/track/reply">
              {v.t('request.reply')}
            </a>
          )}
        </Question>
        <Standing v={v} r={r} />
        {r.confidential && (
          <p class="note">
            {r.confidential === 'kept'
              ? v.t('request.confidential', { org: r.holder ? v.name(r.holder) : v.t('request.those-above') })
              : v.t('request.for-discipline', { number: v.house.scheme.about.discipline.number })}
          </p>
        )}
        {r.petition && <Petition v={v} of={r.petition} />}
        {r.answer && !r.petition?.opinions.length && <Answer v={v} r={r} />}
        <WhatWasSaid v={v} r={r} />
        {r.weWillCall && <p class="note">{v.t('verdict.will-call')}</p>}
        <Steps v={v} r={r} />
        <h2>{v.t('request.story')}</h2>
        <Story v={v} r={r} />
        <h2>{v.t('request.your-words')}</h2>
        <p class="quote">{r.words}</p>
        {r.redacted && <p class="muted">{v.t('request.hidden')}</p>}
        {r.place && <p class="muted">{v.t('request.place', { place: r.place })}</p>}
        {r.files.length > 0 && <FileList v={v} base="/track/files" files={r.files} />}
        {r.erased.contact && <p class="note">{v.t('request.contact-gone')}</p>}
        <YourData v={v} r={r} />
        {r.splits.map((s) => (
          <p>{v.t('request.split', { number: s.number })}</p>
        ))}
        <InTheLog v={v} standing={standing} />
        <PostForm action="/track/close">
          <div class="actions">
            <a href="/track/who-has-seen">{v.t('request.who-has-seen')}</a>
            {r.may.includes('withdraw') && <a href="/track/withdraw">{v.t('request.withdraw')}</a>}
            <button type="submit" class="second">
              {v.t('request.close')}
            </button>
          </div>
        </PostForm>
        <p class="muted small noprint less">{v.t('request.print')}</p>
      </>
    )
  },
})

const placeFor = (v: Visit, org: { name: string; nameEn: string }) =>
  v.name({ name: placeName(org.name), nameEn: placeNameEn(org.nameEn) })

/** How it ended is told apart: done, explained, or not heard of. */
const stateWord = ({ state, outcome }: ResidentView, late: boolean) =>
  late ? 'late' : state === 'closed' && outcome && outcome !== 'resolved' ? outcome : state

const Standing = ({ v, r }: { v: Visit; r: ResidentView }) => {
  const ended = (endStates as readonly string[]).includes(r.state)
  // while the resident is asked, our own date stands still
  const late =
    r.state !== 'waiting' &&
    r.dueAt !== null &&
    new Date(r.dueAt) < v.house.now() &&
    r.state !== 'answered' &&
    r.state !== 'shelved'
  const label = ['answered', 'shelved', 'registered', 'dispatched'].includes(r.state) ? r.state : 'other'
  return (
    <div class="card">
      {r.dueAt && !ended && r.state !== 'waiting' && (
        <>
          <p class="muted">{v.t(late ? 'request.next-late' : `request.next-${label}`)}</p>
          <p class="next">
            <Day v={v} at={r.dueAt} />
            {r.dueProvisional && <span class="muted small"> {v.t('provisional')}</span>}
          </p>
        </>
      )}
      <p>
        <span class={`tag ${ended ? 'ended' : late ? 'late' : r.state === 'answered' ? 'good' : ''}`}>
          {ended ? '■' : late ? '▲' : '●'} {v.t(`state.${stateWord(r, late)}`)}
        </span>
      </p>
      <p>{r.line}</p>
      {r.passedOn && (
        <p>
          {v.t('request.passed-on')} <b>{r.passedOn.authority}</b>{' '}
          {r.passedOn.phone && <Tel phone={r.passedOn.phone} />}
        </p>
      )}
      {r.reason && (
        <>
          <p class="muted">{v.t('request.reason')}</p>
          <p class="quote">{r.reason}</p>
        </>
      )}
      {r.contactBy && (
        <p>
          {v.t('request.contact-by')} <Day v={v} at={r.contactBy} />
        </p>
      )}
      {r.holder?.phone && !ended && (
        <p>
          {v.t('request.ask', { org: v.name(r.holder) })} <Tel phone={r.holder.phone} />
        </p>
      )}
    </div>
  )
}

const Answer = ({ v, r }: { v: Visit; r: ResidentView }) =>
  r.answer && (
    <>
      <h2>{v.t('request.answer')}</h2>
      <div class="card">
        <p class="muted small">
          {r.answer.org && v.name(r.answer.org)} · <Day v={v} at={r.answer.at} />
        </p>
        {r.answer.result === 'explained' && <p>{v.t('request.explained')}</p>}
        <p class="quote">{r.answer.text}</p>
        {r.answer.redacted && <p class="muted">{v.t('request.hidden')}</p>}
        {r.answer.files.length > 0 && <FileList v={v} base="/track/files" files={r.answer.files} />}
      </div>
    </>
  )

/** What may be shown to others, and what is to be erased: theirs to say, at any time. */
const YourData = ({ v, r }: { v: Visit; r: ResidentView }) => {
  const ask = r.may.includes('allowPublishing')
  const takeBack = r.may.includes('forbidPublishing')
  const erase = r.may.includes('eraseMe')
  if (!ask && !takeBack && !erase) return null
  const asked = r.publishing.published
    ? 'request.publishing-up'
    : takeBack
      ? 'request.publishing-yes'
      : 'request.publishing-ask'
  return (
    <div class="actions noprint">
      {(ask || takeBack) && <a href="/track/publishing">{v.t(asked)}</a>}
      {erase && <a href="/track/erase">{v.t('request.erase')}</a>}
    </div>
  )
}

/** One main thing to do, if there is one. */
const Steps = ({ v, r }: { v: Visit; r: ResidentView }) => {
  const given = r.verdict !== null
  const links = [
    { step: 'stillSettled', to: '/verdict/still-settled', text: 'request.still', main: true },
    {
      step: 'confirm',
      to: '/verdict/was-it-settled',
      text: given ? 'request.judge-again' : 'request.judge',
      main: !given,
    },
    { step: 'explainVerdict', to: '/verdict/was-it-settled', text: 'request.judge-again', main: false },
    { step: 'appeal', to: '/track/appeal', text: 'request.appeal', main: true },
    { step: 'askReview', to: '/track/ask-review', text: 'petition.ask-review', main: false },
    { step: 'askReReview', to: '/track/ask-review', text: 'petition.ask-re-review', main: false },
    { step: 'addWords', to: '/track/add', text: 'request.add', main: false },
  ].filter(
    (link, i, all) =>
      r.may.includes(link.step) && !all.slice(0, i).some((x) => x.to === link.to && r.may.includes(x.step)),
  )
  return (
    links.length > 0 && (
      <div class="actions">
        {links.map((link) => (
          <a class={link.main ? 'button' : 'button second'} href={link.to}>
            {v.t(link.text)}
          </a>
        ))}
      </div>
    )
  )
}

const Story = ({ v, r }: { v: Visit; r: ResidentView }) => (
  <ol class="story">
    {[...r.story].reverse().map((s) => (
      <li>
        <time datetime={s.at}>{timeText(v.language, new Date(s.at))}</time>
        <p>{s.line}</p>
        {s.words && ![r.answer?.text, r.reason, r.petition?.notice].includes(s.words) && <p class="quote">{s.words}</p>}
        {s.redacted && s.words !== r.answer?.text && <p class="muted">{v.t('request.hidden')}</p>}
        {s.files.length > 0 && s.words !== r.answer?.text && <FileList v={v} base="/track/files" files={s.files} />}
      </li>
    ))}
  </ol>
)
