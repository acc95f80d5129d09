/** Who has seen a resident's request: newest first, by family name, office and duty; what they did, never why. */

import type { SeenBy } from '../../../src/cases/reads/seen-by.ts'
import { seenBy } from '../../../src/cases/reads/seen-by.ts'
import { timeText } from '../../../src/kernel/texts.ts'
import { page } from '../engine.tsx'
import type { Visit } from '../visit.ts'

export const whoHasSeen = page({
  path: '/track/who-has-seen',
  needs: 'case',
  title: (v) => v.t('who-has-seen.title'),
  view: async (v) => {
    const cursor = v.query('before')
    const { items, next } = await seenBy(v.house, v.caller(v.caseId), {
      caseId: v.caseId,
      ...(cursor && { cursor }),
      limit: 20,
    })
    return (
      <>
        <p>{v.t('who-has-seen.say')}</p>
        {items.length ? (
          <>
            <p class="muted small">{v.t('who-has-seen.hours')}</p>
            <ol class="story">
              {items.map((line) => (
                <Line v={v} line={line} />
              ))}
            </ol>
          </>
        ) : (
          <p>{v.t('who-has-seen.none')}</p>
        )}
        <div class="actions noprint">
          {next && (
            <a class="button second" href={`/track/who-has-seen?before=${encodeURIComponent(next)}`}>
              {v.t('who-has-seen.older')}
            </a>
          )}
          {cursor && <a href="/track/who-has-seen">{v.t('who-has-seen.newest')}</a>}
          <a href="/track/your-request">{v.t('who-has-seen.back')}</a>
        </div>
        <p>
          {v.t('who-has-seen.complain-why')}{' '}
          <a href="/help/complaint-about-this-site">{v.t('who-has-seen.complain')}</a>
        </p>
      </>
    )
  },
})

const Line = ({ v, line }: { v: Visit; line: SeenBy }) => {
  const { who } = line
  const about = [who.org && v.name(who.org), who.role].filter(Boolean).join(' · ')
  return (
    <li>
      <time datetime={line.at}>{timeText(v.language, new Date(line.at))}</time>
      <p>
        <b>{who.name ?? v.t(`who-has-seen.${who.kind === 'system' ? 'system' : 'resident'}`)}</b>
        {about && <span class="muted"> {about}</span>}
        <br />
        {line.acts.map((act) => actText(v, act)).join(v.t('who-has-seen.comma'))}
      </p>
    </li>
  )
}

function actText(v: Visit, { kind, n, toOrg, toPerson }: SeenBy['acts'][number]): string {
  const act = v.t(`who-has-seen.act.${kind}`, { to: toPerson ?? (toOrg ? v.name(toOrg) : '') })
  return n > 1 ? v.t('who-has-seen.times', { act, n }) : act
}
