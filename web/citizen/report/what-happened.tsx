/** The first question: what happened, in the resident's own words. */
import { z } from 'zod'
import { beginDraft, keepDraft } from '../../../src/cases/draft.ts'
import { nextDiversion } from '../diversions.ts'
import { page } from '../engine.tsx'
import { Field, PostForm } from '../parts.tsx'
import type { Visit } from '../visit.ts'
import { afterWords } from './way.ts'

/** Who comes from the board asks about what hangs there: its heading stands in the field already. */
const questioned = (v: Visit) => {
  const about = v.query('about')?.trim().slice(0, 120)
  return about ? v.t('board.about', { about }) : ''
}

export const whatHappened = page({
  path: '/report/what-happened',
  needs: 'nothing',
  title: (v) => v.t('what-happened.title'),
  input: z.object({
    words: z
      .string('what-happened.words-missing')
      .trim()
      .min(2, 'what-happened.words-missing')
      .max(4000, 'what-happened.words-long'),
    about: z.literal('yes').optional().catch(undefined),
  }),
  view: async (v, form) => {
    const known = await v.findDraft()
    return (
      <PostForm action="/report/what-happened">
        <Field
          form={form}
          name="words"
          rows={7}
          label={v.t('what-happened.words')}
          hint={v.t('what-happened.words-hint')}
          before={known && !known.draft.sent ? known.draft.words : questioned(v)}
        />
        <details class="less">
          <summary>{v.t('what-happened.for-another')}</summary>
          <p>{v.t('what-happened.for-another-how')}</p>
        </details>
        <details class="less">
          <summary>{v.t('what-happened.about')}</summary>
          <p>{v.t('what-happened.about-how')}</p>
          <button type="submit" class="second" name="about" value="yes">
            {v.t('what-happened.about-on')}
          </button>
        </details>
        <div class="actions">
          <button type="submit" class="main">
            {v.t('on')}
          </button>
        </div>
      </PostForm>
    )
  },
  next: async (v, { words, about }) => {
    const known = await v.findDraft()
    const begun =
      known && !known.draft.sent ? { id: known.id, draft: { ...known.draft, words } } : beginDraft(v.house, words)
    const kept = about ? { ...begun, draft: { ...begun.draft, askAbout: true } } : begun
    await keepDraft(v.house, v.jurisdiction.id, kept)
    v.remember.draft(kept.id)
    return nextDiversion(v.house.scheme, words, kept.draft.shown)
      ? '/report/stop'
      : afterWords(kept.draft, v.house.scheme)
  },
})
