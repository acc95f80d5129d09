/** Where: the village from a list, and the place in free words. No map, no pin, no waiting for a satellite. */
import { z } from 'zod'
import { keepDraft } from '../../../src/cases/draft.ts'
import { Refusal } from '../../../src/kernel/errors.ts'
import { page } from '../engine.tsx'
import { Field, FieldNotes, fieldId, PostForm } from '../parts.tsx'
import { afterWhere } from './way.ts'

export const where = page({
  path: '/report/where',
  needs: 'draft',
  title: (v) => v.t('where.title'),
  input: z.object({
    village: z.string('where.village-missing').min(1, 'where.village-missing').max(80),
    place: z.string().trim().max(200, 'where.place-long').default(''),
  }),
  view: (v, form) => {
    const before = v.directory.villages.find((x) => x.id === v.kept.draft.villageId) ?? v.village
    const chosen = form.value('village', before?.slug)
    const error = form.error('village')
    return (
      <PostForm action="/report/where">
        <div class={error ? 'field wrong' : 'field'}>
          <label for={fieldId('village')}>{v.t('where.village')}</label>
          <FieldNotes name="village" error={error} />
          <select
            id={fieldId('village')}
            name="village"
            aria-describedby={error ? 'e-village' : undefined}
            aria-invalid={error ? 'true' : undefined}
          >
            <option value="">{v.t('where.choose')}</option>
            {v.directory.towns.map((town) => (
              <optgroup label={v.name(town)}>
                {town.villages.map((x) => (
                  <option value={x.slug} selected={x.slug === chosen}>
                    {v.name(x)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </div>
        <Field
          form={form}
          name="place"
          label={v.t('where.place')}
          hint={v.t('where.place-hint')}
          before={v.kept.draft.place}
          max={200}
        />
        <div class="actions">
          <button type="submit" class="main">
            {v.t('on')}
          </button>
        </div>
      </PostForm>
    )
  },
  next: async (v, { village, place }) => {
    const found = v.directory.villages.find((x) => x.slug === village)
    if (!found) throw new Refusal('input.invalid', {}, [{ path: 'village', message: 'where.village-missing' }])
    const { place: _before, ...rest } = v.kept.draft
    const draft = { ...rest, villageId: found.id, ...(place && { place }) }
    // an office of another town is not meant any more: asked again
    if (draft.about?.kind === 'department' && found.id !== v.kept.draft.villageId)
      Object.assign(draft, { about: undefined, askAbout: true })
    await keepDraft(v.house, v.jurisdiction.id, { id: v.kept.id, draft })
    v.remember.village(found)
    return afterWhere(draft, v.house.scheme)
  },
})
