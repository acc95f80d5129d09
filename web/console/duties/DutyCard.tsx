/** One duty of mine: how far, until when, what counts, and the way to write it down. */
import { Button } from 'antd'
import { dayText } from '../case/when.ts'
import { useSpeech } from '../texts.ts'
import { PaceBar } from './PaceBar.tsx'
import type { Duty, DutyRecord } from './queries.ts'
import { Standing } from './Standing.tsx'
import { dueText, lineOf, recordsAddress, spanText } from './words.ts'

type Props = { duty: Duty & { lately: readonly DutyRecord[] }; open: () => void }

export function DutyCard({ duty: d, open }: Props) {
  const { t, language } = useSpeech()
  return (
    <article className={`duty duty-${d.standing}`}>
      <header>
        <h2>{d.name}</h2>
        <Standing of={d} />
        <p className="muted">
          {t(`duties.tone.${d.tone}`)} · {d.scheme} · {spanText(t, language, d)}
        </p>
      </header>
      <button type="button" className="duty-line" onClick={open}>
        {lineOf(t, language, d)}
      </button>
      <PaceBar duty={d} />
      <p className="muted">
        {dueText(t, language, d.to)}
        {d.to && d.days > 0 && ` · ${t('duties.pace', { passed: d.passed, days: d.days })}`}
      </p>
      {d.counts.length > 0 && (
        <p>{t('duties.counts', { kinds: d.counts.map((k) => k.name).join(language === 'en' ? ', ' : '、') })}</p>
      )}
      {d.lately.length > 0 && (
        <div className="duty-lately">
          <h3>{t('duties.lately')}</h3>
          <ul>
            {d.lately.map((r) => (
              <li key={r.id}>
                <a href={`/desk/records/${r.id}`}>
                  {dayText(language, r.day)} {r.title || r.kindName}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <footer>
        {d.standing !== 'missed' &&
          d.counts.slice(0, 3).map((k, i) => (
            <Button
              key={k.code}
              type={i === 0 && d.standing !== 'done' ? 'primary' : 'default'}
              href={`/desk/records/new/${k.code}`}
            >
              {t('duties.write', { kind: k.name })}
            </Button>
          ))}
        {d.counts.length > 0 && <a href={recordsAddress(d)}>{t('duties.open-list')}</a>}
      </footer>
      {d.quote && (
        <details>
          <summary>{t('duties.quote')}</summary>
          <blockquote>{d.quote}</blockquote>
        </details>
      )}
    </article>
  )
}
