/** Number and query code open a request again. */
import { z } from 'zod'
import { page } from '../engine.tsx'
import { Field, PostForm } from '../parts.tsx'
import { openTracked } from './open.ts'

const digits = (text: string) => text.normalize('NFKC').replace(/\D/g, '')

export const yourCode = page({
  path: '/track/your-code',
  needs: 'nothing',
  title: (v) => v.t('code.title'),
  input: z.object({
    number: z
      .string('code.number-wrong')
      .trim()
      .refine((n) => digits(n).length >= 5 && n.length <= 24, 'code.number-wrong'),
    code: z.string('code.code-wrong').refine((c) => digits(c).length === 6, 'code.code-wrong'),
  }),
  view: (v, form) => (
    <>
      {v.trackedCase() && (
        <p>
          <a href="/track/your-request">{v.t('code.still-open')}</a>
        </p>
      )}
      <PostForm action="/track/your-code">
        <Field
          form={form}
          name="number"
          type="code"
          label={v.t('code.number')}
          hint={v.t('code.number-hint')}
          max={24}
        />
        <Field form={form} name="code" type="code" label={v.t('code.code')} hint={v.t('code.code-hint')} max={20} />
        <div class="actions">
          <button type="submit" class="main">
            {v.t('code.open')}
          </button>
        </div>
      </PostForm>
      <details>
        <summary>{v.t('code.lost')}</summary>
        <p>{v.t('code.lost-how')}</p>
      </details>
    </>
  ),
  next: (v, { number, code }) => openTracked(v, number, digits(code)),
})
