/** Danger to life, or another door: said at once, with numbers to press; who wants to go on goes on. */
import { z } from 'zod'
import { keepDraft } from '../../../src/cases/draft.ts'
import { diversionsFor, nextDiversion } from '../diversions.ts'
import { page, type VisitWith } from '../engine.tsx'
import { PostForm } from '../parts.tsx'
import { afterWords } from './way.ts'

/** The door to show: the next one not yet shown, else the last (who presses Back sees it again). */
const doorOf = (v: VisitWith<'draft'>) => {
  const { words, shown } = v.kept.draft
  return nextDiversion(v.house.scheme, words, shown) ?? diversionsFor(v.house.scheme, words).at(-1)
}

export const stop = page({
  path: '/report/stop',
  needs: 'draft',
  title: (v) => doorOf(v)?.title[v.language] ?? v.t('stop.title'),
  input: z.object({ door: z.string().max(40).default('') }),
  view: (v) => {
    const door = doorOf(v)
    if (!door)
      return (
        <a class="button" href="/report/where">
          {v.t('on')}
        </a>
      )
    const danger = door.kind === 'danger'
    return (
      <>
        <p class={danger ? 'note late' : 'note'}>{door.say[v.language]}</p>
        <ul class={danger ? 'tels' : 'tels calm'}>
          {door.phones.map((p) => (
            <li>
              <a class="button big" href={`tel:${p.number}`}>
                <b>{p.number}</b> {p.name[v.language]}
              </a>
            </li>
          ))}
        </ul>
        <PostForm action="/report/stop">
          <input type="hidden" name="door" value={door.code} />
          <div class="actions">
            <button type="submit" class="second">
              {v.t(danger ? 'stop.called' : 'stop.go-on')}
            </button>
            {danger && (
              <button type="submit" class="second">
                {v.t('stop.not-this')}
              </button>
            )}
          </div>
        </PostForm>
        <p class="muted small">{v.t('stop.kept')}</p>
      </>
    )
  },
  next: async (v, { door }) => {
    const draft = { ...v.kept.draft, shown: [...new Set([...v.kept.draft.shown, door])] }
    await keepDraft(v.house, v.jurisdiction.id, { id: v.kept.id, draft })
    return nextDiversion(v.house.scheme, draft.words, draft.shown) ? '/report/stop' : afterWords(draft, v.house.scheme)
  },
})
