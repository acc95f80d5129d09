/** About somebody at the county: the discipline office's own number first; what is sent here all the same only its key opens. */
import { z } from 'zod'
import { discardDraft } from '../../../src/cases/draft.ts'
import { disciplineKey, sealReport } from '../../../src/cases/sealed.ts'
import { isPhone } from '../../../src/registry/people.ts'
import { page } from '../engine.tsx'
import { Field, PostForm } from '../parts.tsx'

export const toDiscipline = page({
  path: '/report/to-discipline',
  needs: 'draft',
  title: (v) => v.t('discipline.title'),
  input: z.object({
    phone: z
      .string()
      .trim()
      .max(25, 'reach.phone-wrong')
      .default('')
      .refine((phone) => !phone || isPhone(phone), 'reach.phone-wrong'),
    name: z.string().trim().max(50, 'reach.name-long').default(''),
  }),
  view: async (v, form) => {
    const { number, name } = v.house.scheme.about.discipline
    const key = await v.house.db.transaction({ jurisdictionId: v.jurisdiction.id }, disciplineKey)
    const known = v.kept.draft.contact
    const contact = typeof known === 'object' ? known : undefined
    return (
      <>
        <p class="note">{v.t('discipline.call-first', { number })}</p>
        <ul class="tels calm">
          <li>
            <a class="button big" href={`tel:${number}`}>
              <b>{number}</b> {name[v.language]}
            </a>
          </li>
        </ul>
        {key ? (
          <>
            <h2>{v.t('discipline.here')}</h2>
            <p>{v.t('discipline.sealed')}</p>
            <ul>
              <li>{v.t('discipline.no-progress')}</li>
              <li>{v.t('discipline.no-photos')}</li>
              <li>{v.t('discipline.draft-gone')}</li>
            </ul>
            <p class="quote">{v.kept.draft.words}</p>
            <PostForm action="/report/to-discipline">
              <Field
                form={form}
                name="phone"
                type="tel"
                label={v.t('discipline.phone')}
                hint={v.t('discipline.phone-hint')}
                autocomplete="tel"
                before={contact?.phone}
                max={25}
              />
              <Field
                form={form}
                name="name"
                label={v.t('discipline.name')}
                autocomplete="name"
                before={contact?.name}
                max={50}
              />
              <div class="actions">
                <button type="submit" class="main">
                  {v.t('discipline.send')}
                </button>
                <a href="/report/about-someone">{v.t('discipline.change')}</a>
              </div>
            </PostForm>
          </>
        ) : (
          <>
            <p>{v.t('discipline.no-key')}</p>
            <div class="actions">
              <a href="/report/about-someone">{v.t('discipline.change')}</a>
            </div>
          </>
        )}
      </>
    )
  },
  next: async (v, { phone, name }) => {
    const { draft, id } = v.kept
    if (draft.about?.kind !== 'county') return '/report/about-someone'
    await v.options.intakeAllowed(v.ctx)
    const village = v.directory.villages.find((x) => x.id === draft.villageId)
    // sealed and forgotten in one transaction: no instant at which both or neither are there
    const number = await discardDraft(v.house, v.jurisdiction.id, id, (tx) =>
      sealReport(tx, v.jurisdiction.id, v.house.now(), {
        village: village?.name ?? '',
        words: draft.words,
        ...(draft.place && { place: draft.place }),
        ...(phone && { contact: { phone, ...(name && { name }) } }),
      }),
    )
    // without a key nothing was sent, and nothing typed is lost
    if (!number) return '/report/to-discipline'
    v.forget('draft')
    v.remember.sealed(number)
    return '/report/sealed'
  },
})
