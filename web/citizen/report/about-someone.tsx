/** Whether it is about somebody who works here: then it goes one level above them, and they do not see it. */
import { z } from 'zod'
import { type Draft, keepDraft } from '../../../src/cases/draft.ts'
import { page } from '../engine.tsx'
import { Choices, FieldNotes, fieldId, PostForm } from '../parts.tsx'
import { afterAbout } from './way.ts'

const kinds = ['none', 'village', 'town', 'department', 'county'] as const

export const aboutSomeone = page({
  path: '/report/about-someone',
  needs: 'draft',
  title: (v) => v.t('about.title'),
  input: z
    .object({
      whom: z.enum(kinds, { error: 'about.choose' }),
      department: z.string().max(80).default(''),
    })
    .superRefine((x, ctx) => {
      if (x.whom === 'department' && !x.department)
        ctx.addIssue({ code: 'custom', path: ['department'], message: 'about.department-missing' })
    }),
  view: (v, form) => {
    const village = v.directory.villages.find((x) => x.id === v.kept.draft.villageId)
    const town = v.directory.towns.find((x) => x.id === village?.townId)
    const departments = v.directory.departments.filter((d) => d.townId === town?.id)
    const names = { village: village ? v.name(village) : '', town: town ? v.name(town) : '' }
    const before = v.kept.draft.about
    const chosen = form.value('department', departments.find((d) => d.id === before?.orgId)?.slug)
    const error = form.error('department')
    return (
      <PostForm action="/report/about-someone">
        <Choices
          form={form}
          name="whom"
          legend={v.t('about.legend')}
          hint={v.t('about.hint')}
          before={before?.kind}
          choices={[
            { value: 'none', label: v.t('about.none') },
            { value: 'village', label: v.t('about.village', names), hint: v.t('about.village-means', names) },
            { value: 'town', label: v.t('about.town', names), hint: v.t('about.town-means') },
            ...(departments.length
              ? [
                  {
                    value: 'department',
                    label: v.t('about.department'),
                    hint: v.t('about.department-means'),
                    under: (
                      <div class={error ? 'field wrong' : 'field'}>
                        <label for={fieldId('department')}>{v.t('about.which-department')}</label>
                        <FieldNotes name="department" error={error} />
                        <select
                          id={fieldId('department')}
                          name="department"
                          aria-describedby={error ? 'e-department' : undefined}
                          aria-invalid={error ? 'true' : undefined}
                        >
                          <option value="">{v.t('about.choose-department')}</option>
                          {departments.map((d) => (
                            <option value={d.slug} selected={d.slug === chosen}>
                              {v.name(d)}
                            </option>
                          ))}
                        </select>
                      </div>
                    ),
                  },
                ]
              : []),
            { value: 'county', label: v.t('about.county'), hint: v.t('about.county-means') },
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
  next: async (v, { whom, department }) => {
    const orgId = whom === 'department' ? v.directory.departments.find((d) => d.slug === department)?.id : undefined
    const draft: Draft = { ...v.kept.draft, about: { kind: whom, ...(orgId && { orgId }) } }
    await keepDraft(v.house, v.jurisdiction.id, { id: v.kept.id, draft })
    return afterAbout(draft)
  },
})
