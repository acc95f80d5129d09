/** A phone number or none: what each means is said before one chooses. */
import { z } from 'zod'
import { keepDraft } from '../../../src/cases/draft.ts'
import { isPhone } from '../../../src/registry/people.ts'
import { page } from '../engine.tsx'
import { Choices, Field, PostForm } from '../parts.tsx'

export const howToReachYou = page({
  path: '/report/how-to-reach-you',
  needs: 'draft',
  title: (v) => v.t('reach.title'),
  input: z
    .object({
      reach: z.enum(['phone', 'none'], { error: 'reach.choose' }),
      phone: z.string().trim().max(25, 'reach.phone-wrong').default(''),
      name: z.string().trim().max(50, 'reach.name-long').default(''),
    })
    .superRefine((x, ctx) => {
      const wrong =
        x.reach !== 'phone'
          ? undefined
          : !x.phone
            ? 'reach.phone-missing'
            : isPhone(x.phone)
              ? undefined
              : 'reach.phone-wrong'
      if (wrong) ctx.addIssue({ code: 'custom', path: ['phone'], message: wrong })
    }),
  view: (v, form) => {
    const known = v.kept.draft.contact
    const contact = typeof known === 'object' ? known : undefined
    return (
      <PostForm action="/report/how-to-reach-you">
        <Choices
          form={form}
          name="reach"
          legend={v.t('reach.legend')}
          before={contact ? 'phone' : known && 'none'}
          choices={[
            {
              value: 'phone',
              label: v.t('reach.phone-yes'),
              hint: v.t('reach.phone-yes-means'),
              under: (
                <>
                  <Field
                    form={form}
                    name="phone"
                    type="tel"
                    label={v.t('reach.phone')}
                    autocomplete="tel"
                    before={contact?.phone}
                    max={25}
                  />
                  <Field
                    form={form}
                    name="name"
                    label={v.t('reach.name')}
                    hint={v.t('reach.name-hint')}
                    autocomplete="name"
                    before={contact?.name}
                    max={50}
                  />
                  <p class="muted small">{v.t('reach.consent')}</p>
                </>
              ),
            },
            { value: 'none', label: v.t('reach.none'), hint: v.t('reach.none-means') },
          ]}
        />
        <div class="actions">
          <button type="submit" class="main">
            {v.t('on')}
          </button>
        </div>
      </PostForm>
    )
  },
  next: async (v, { reach, phone, name }) => {
    const contact = reach === 'none' ? ('none' as const) : { phone, ...(name && { name }) }
    await keepDraft(v.house, v.jurisdiction.id, { id: v.kept.id, draft: { ...v.kept.draft, contact } })
    return '/report/check-and-send'
  },
})
