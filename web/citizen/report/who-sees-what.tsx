/** “This is how others see it”: who reads what, and what in the words looks like somebody else's data. */
import type { Draft } from '../../../src/cases/draft.ts'
import type { Span } from '../../../src/cases/redact/kinds.ts'
import { findPersonal } from '../../../src/cases/redact/suggest.ts'
import { t } from '../../../src/kernel/texts.ts'
import { normalisePhone } from '../../../src/registry/people.ts'
import type { Visit } from '../visit.ts'

/** Found in the words: not the number and name the resident left themselves, nor an official in office. */
export function othersIn(draft: Draft): Span[] {
  const own = typeof draft.contact === 'object' ? draft.contact : undefined
  const mine = (s: Span) =>
    own && ((own.name && s.text === own.name) || normalisePhone(s.text) === normalisePhone(own.phone))
  return findPersonal(draft.words).filter((s) => s.kind !== 'official' && !mine(s))
}

/** The words with what was found marked. */
export const Marked = ({ words, spans }: { words: string; spans: readonly Span[] }) => {
  const chars = [...words]
  let after = 0
  return (
    <p class="quote">
      {spans.map((s) => {
        const before = chars.slice(after, s.from).join('')
        after = s.to
        return (
          <>
            {before}
            <mark>{s.text}</mark>
          </>
        )
      })}
      {chars.slice(after).join('')}
    </p>
  )
}

export const FoundNote = ({ v, spans }: { v: Visit; spans: readonly Span[] }) => {
  if (!spans.length) return null
  const kinds = [...new Set(spans.map((s) => t(v.language, `redact.kind.${s.kind}`)))].join(v.t('check.comma'))
  return (
    <div class="note soon" role="status">
      <p>
        <b>{v.t('check.found', { kinds })}</b>
      </p>
      <p>
        {v.t('check.found-say')} <a href="/report/what-happened">{v.t('check.found-change')}</a>
      </p>
    </div>
  )
}

type Props = { v: Visit; village: string; town: string; anonymous: boolean }
export const WhoSeesWhat = ({ v, village, town, anonymous }: Props) => (
  <div class="card">
    <p>
      <b>{v.t('check.staff-see')}</b> {v.t('check.staff-see-words')}{' '}
      {v.t(anonymous ? 'check.staff-see-none' : 'check.staff-see-phone')}
    </p>
    <p class="muted">{v.t('check.staff-who', { village, town })}</p>
    <p>
      <b>{v.t('check.others-board')}</b> {v.t('check.others-board-line')}
    </p>
    <p class="muted">{v.t('check.others-never')}</p>
  </div>
)
