/** What the code on a contact card opens: who looks after us, how to reach them, and a request begun where they are. */
import { z } from 'zod'
import { beginDraft, keepDraft } from '../../src/cases/draft.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { t } from '../../src/kernel/texts.ts'
import { codeIn } from '../../src/liaison/card-code.ts'
import { type Held, openCard } from '../../src/liaison/cards.ts'
import type { Place } from './directory.ts'
import { page } from './engine.tsx'
import { Field, PostForm, Tel } from './parts.tsx'
import { personFor, type Visit } from './visit.ts'

const said = (v: Visit, key: string, params: Record<string, string | number> = {}) =>
  t(v.language, `liaison.card.${key}`, params)

async function heldBy(v: Visit): Promise<Held> {
  const held = await openCard(v.house, v.jurisdiction.id, v.ctx.req.param('code') ?? '')
  if (!held) throw new Refusal('no-such-page')
  return held
}
const villageOf = (v: Visit, held: Held): Place | undefined =>
  v.directory.villages.find((place) => place.id === held.villageId)

/** The code typed by hand: for whoever cannot scan it. */
export const enterCard = page({
  path: '/card',
  needs: 'nothing',
  title: (v) => said(v, 'enter'),
  input: z.object({ code: z.string().trim().max(40).default('') }),
  view: (v, form) => (
    <PostForm action="/card">
      <Field form={form} name="code" label={said(v, 'code')} hint={said(v, 'code-hint')} before="" max={40} />
      <div class="actions">
        <button type="submit" class="main">
          {said(v, 'look')}
        </button>
      </div>
    </PostForm>
  ),
  next: async (v, { code }) => {
    const plain = codeIn(code)
    if (!plain || !(await openCard(v.house, v.jurisdiction.id, plain)))
      throw new Refusal('input.invalid', {}, [{ path: 'code', message: said(v, 'code-wrong') }])
    return `/card/${plain}`
  },
})

export const card = page({
  path: '/card/:code',
  needs: 'nothing',
  title: (v) => said(v, 'title'),
  input: z.object({}),
  view: async (v) => {
    const held = await heldBy(v)
    const place = villageOf(v, held)
    if (place) v.remember.village(place)
    return held.holds ? <Holds v={v} held={held} place={place} /> : <Over v={v} place={place} />
  },
  // the request knows from the first word where it belongs and who was meant to be told; the resident reads and may change it
  next: async (v) => {
    const held = await heldBy(v)
    const place = villageOf(v, held)
    if (place) v.remember.village(place)
    const known = await v.findDraft()
    const begun = known && !known.draft.sent ? known : beginDraft(v.house, '')
    const where = held.holds
      ? said(v, held.group ? 'place' : 'place-name', { group: held.group ?? '', name: v.name(held) })
      : undefined
    const draft = { ...begun.draft, ...(place && { villageId: place.id }), ...(where && { place: where }) }
    await keepDraft(v.house, v.jurisdiction.id, { id: begun.id, draft })
    v.remember.draft(begun.id)
    return '/report/what-happened'
  },
})

function Holds({ v, held, place }: { v: Visit; held: Held & { holds: true }; place: Place | undefined }) {
  const scheme = v.house.scheme
  const kind = scheme.tieKinds[held.kind]
  const unit = [...v.directory.villages, ...v.directory.towns, ...v.directory.departments].find(
    (o) => o.id === held.orgId,
  )
  return (
    <>
      <div class="card paper">
        <div>
          <div>{(kind?.residentsRead ?? kind?.name)?.[v.language]}</div>
          <div class="codes">{v.name(held)}</div>
          {unit && unit.id !== place?.id && <div>{v.name(unit)}</div>}
          {place && <div class="muted">{[v.name(place), held.group].filter(Boolean).join(' · ')}</div>}
        </div>
      </div>
      <PostForm action={v.path}>
        <div class="actions wide">
          {held.phone && (
            <a class="button big" href={`tel:${held.phone}`}>
              {said(v, 'call', { name: v.name(held), phone: held.phone })}
            </a>
          )}
          <button type="submit" class={held.phone ? 'second big' : 'main big'}>
            {said(v, 'write')}
          </button>
        </div>
      </PostForm>
      {!held.phone && <p class="muted">{said(v, 'no-phone')}</p>}
      <Others v={v} place={place} />
    </>
  )
}

const Over = ({ v, place }: { v: Visit; place: Place | undefined }) => (
  <>
    <p class="note">{said(v, 'over')}</p>
    <p>{said(v, place ? 'over-ask' : 'over-ask-nowhere')}</p>
    <Others v={v} place={place} />
    <PostForm action={v.path}>
      <div class="actions">
        <button type="submit" class="main">
          {said(v, 'write')}
        </button>
      </div>
    </PostForm>
  </>
)

function Others({ v, place }: { v: Visit; place: Place | undefined }) {
  const person = personFor(place ? { ...v, village: place } : v)
  return (
    <>
      <h2>{said(v, 'else')}</h2>
      <ul class="people">
        {place?.phone && (
          <li>
            <span>{v.t('village.phone-village', { village: v.name(place) })}</span>
            <Tel phone={place.phone} />
          </li>
        )}
        {person?.phone && (
          <li>
            <span>{person.name}</span>
            <Tel phone={person.phone} />
          </li>
        )}
        <li>
          <span>{v.t('phones.12345')}</span>
          <Tel phone="12345" />
        </li>
      </ul>
      {place && (
        <p>
          <a href={`/v/${place.slug}`}>{v.t('home.village-page', { village: v.name(place) })}</a>
        </p>
      )}
      <p class="small less">
        {said(v, 'complain')} <a href="/help/complaint-about-this-site">{v.t('frame.complain')}</a>
      </p>
    </>
  )
}
