/** What the link of a message shows: the question with what it is about, thanks with room for more, or where the request stands now. */
import type { Asked } from '../../../src/cases/give-verdict.ts'
import { resolvedAnswers } from '../../../src/cases/model.ts'
import type { ResidentView } from '../../../src/cases/views.ts'
import { type Form, formOf } from '../form.ts'
import { PostForm } from '../parts.tsx'
import type { Visit } from '../visit.ts'
import { Details, StillSettled, TheAnswer, WhatWasSaid } from './parts.tsx'

type Props = { v: Visit; r: ResidentView; token: string; asks: Asked['asks'] }

export const AskOnce = ({ v, r, token, asks }: Props) => (
  <>
    <About v={v} r={r} token={token} />
    <TheAnswer v={v} r={r} />
    {asks === 'later' ? (
      <StillSettled v={v} form={formOf(undefined)} action={`/v/${token}`} />
    ) : (
      <>
        <WhatWasSaid v={v} r={r} />
        <PostForm action={`/v/${token}`}>
          <h2>{v.t('verdict.resolved')}</h2>
          <p>{v.t(r.state === 'closed' ? 'verdict.reopens' : 'tap.once')}</p>
          {/* of one weight: no answer is the one we hope for */}
          <div class="actions wide">
            {resolvedAnswers.map((answer) => (
              <button type="submit" class="second big" name="resolved" value={answer}>
                {v.t(`verdict.${answer}`)}
              </button>
            ))}
          </div>
        </PostForm>
        <p class="muted">{v.t('verdict.free')}</p>
      </>
    )}
  </>
)

/** Enough to know which matter it is: place, the first words, photos. */
const About = ({ v, r, token }: Pick<Props, 'v' | 'r' | 'token'>) => {
  const photos = r.files.filter((f) => f.kind === 'photo')
  return (
    <div class="card">
      <p class="muted small">
        {r.number} · {v.name(r.village)}
        {r.place && ` · ${r.place}`}
      </p>
      <p class="quote">{opening(r.words)}</p>
      {photos.length > 0 && (
        <ul class="files">
          {photos.slice(0, 3).map((f, i) => (
            <li>
              <img
                src={`/v/${token}/photos/${f.id}`}
                alt={v.t('files.photo', { n: i + 1, label: '' })}
                width="120"
                height="120"
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
const most = 60
const opening = (words: string) => {
  const all = [...words]
  return all.length > most ? `${all.slice(0, most).join('')}…` : words
}

export const Thanks = ({ v, r, token, asks, form }: Props & { form: Form }) => (
  <>
    {/* of weeks later the line itself says enough */}
    {r.later === null && <WhatWasSaid v={v} r={r} />}
    <p>{r.line}</p>
    {r.weWillCall && <p class="note">{v.t('verdict.will-call')}</p>}
    {r.may.includes('explainVerdict') && asks !== 'over' && (
      <PostForm action={`/v/${token}/thanks`}>
        <h2>{v.t('tap.more')}</h2>
        <p>{v.t('tap.more-free')}</p>
        <Details v={v} r={r} form={form} />
        <div class="actions">
          <button type="submit" class="main">
            {v.t('tap.send')}
          </button>
          {asks === 'verdict' && <a href={`/v/${token}`}>{v.t('tap.change')}</a>}
        </div>
      </PostForm>
    )}
    <FollowIt v={v} />
  </>
)

export const Over = ({ v, r }: Pick<Props, 'v' | 'r'>) => (
  <>
    <p class="note">{v.t('tap.over')}</p>
    <div class="card">
      <p class="muted small">
        {r.number} · {v.name(r.village)}
      </p>
      <p>{r.line}</p>
    </div>
    <FollowIt v={v} />
  </>
)

const FollowIt = ({ v }: { v: Visit }) => (
  <div class="actions">
    <a class="button second" href="/track/your-code">
      {v.t('tap.follow')}
    </a>
  </div>
)
