/** What a file would change, as one reads it: part by part, new, changed and gone, with whom each concerns today. */
import { dateText } from '../admin/date-text.ts'
import { useSpeech } from '../texts.ts'
import type { SchemePlan } from './queries.ts'

type Change = SchemePlan['changes'][number]
/** A long list of words is folded away: what people must do stays in sight. */
const mostOpen = 12
const marks = { added: '＋', changed: '～', gone: '－' } as const

export function PlanView({ plan }: { plan: SchemePlan }) {
  const { t, language } = useSpeech()
  const day = (iso: string | null) => (iso ? dateText(language, iso) : '')
  const of = (what: Change['what']) => plan.changes.filter((c) => c.what === what).length
  const countOf = (part: string) => plan.changes.filter((c) => c.part === part).length
  const parts = [...new Set(plan.changes.map((c) => c.part))]
  return (
    <>
      <h2 id="scheme-plan">{t('programme.plan')}</h2>
      <p>
        <b>{t('programme.plan.of', { title: plan.title, n: plan.version })}</b> ·{' '}
        {t('programme.days', {
          from: day(plan.startsOn),
          to: plan.endsOn ? t('programme.cli.to', { day: day(plan.endsOn) }) : t('programme.cli.open'),
        })}
      </p>
      <ul>
        {plan.leads && <li>{t('programme.plan.leads')}</li>}
        {plan.ended.map((e) => (
          <li key={`${e.code}/${e.version}`}>{t('programme.plan.ends', { version: e.version, day: day(e.endsOn) })}</li>
        ))}
        {plan.withdrawn.map((w) => (
          <li key={`${w.code}/${w.version}`}>
            {t('programme.plan.withdrawn', { version: w.version, day: day(w.startsOn) })}
          </li>
        ))}
      </ul>
      <p role="status">
        {plan.changes.length
          ? t('programme.plan.count', { added: of('added'), changed: of('changed'), gone: of('gone') })
          : t('programme.plan.nothing')}
      </p>
      {parts.map((part) => (
        <details key={part} className="plan-part" open={part === 'duties' || countOf(part) <= mostOpen}>
          <summary>
            {t(`programme.part.${part}`)} <span className="muted">{countOf(part)}</span>
          </summary>
          <ul>
            {plan.changes
              .filter((c) => c.part === part)
              .map((change) => (
                <OneChange key={change.code} change={change} />
              ))}
          </ul>
        </details>
      ))}
      {plan.blanks.length > 0 && (
        <Names title={t('programme.plan.blanks', { n: plan.blanks.length })} of={plan.blanks.map((b) => b.name)} />
      )}
      {plan.carried.length > 0 && (
        <Names title={t('programme.plan.carried')} of={plan.carried.map((b) => `${b.name}: ${b.number}`)} />
      )}
      {plan.problems.length > 0 && (
        <div role="alert" className="failed">
          <p className="failed-title">▲ {t('programme.plan.problems')}</p>
          {plan.problems.map((problem) => (
            <div key={problem.code}>
              <p>{problem.says}</p>
              <ul className="problem-lines">
                {problem.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </>
  )
}

function OneChange({ change }: { change: Change }) {
  const { t } = useSpeech()
  return (
    <li className={`change change-${change.what}`}>
      <span>
        <span aria-hidden="true">{marks[change.what]} </span>
        <span className="change-what">{t(`programme.what.${change.what}`)}</span> <b>{change.name}</b>
        {change.says && change.what !== 'changed' && ` · ${change.says}`}
        {change.members !== null && (
          <span className="muted"> · {t('programme.concerns.members', { n: change.members })}</span>
        )}
        {change.orgs !== null && <span className="muted"> · {t('programme.concerns.orgs', { n: change.orgs })}</span>}
      </span>
      {change.lines.map((line) => (
        <span key={line.label} className="change-line">
          <span className="muted">{line.label}</span>{' '}
          <del>
            <span className="hidden">{t('programme.plan.from-to', { before: '' })}</span>
            {line.before ?? t('programme.plan.absent')}
          </del>{' '}
          <span aria-hidden="true">→</span>{' '}
          <ins>
            <span className="hidden">{t('programme.plan.now', { after: '' })}</span>
            {line.after ?? t('programme.plan.absent')}
          </ins>
        </span>
      ))}
    </li>
  )
}

function Names({ title, of }: { title: string; of: readonly string[] }) {
  return (
    <>
      <p>◐ {title}</p>
      <ul>
        {of.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  )
}
