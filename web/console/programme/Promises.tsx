/** What a scheme asks for, in plain words: what must be done first, and under each tone by whom. */
import { Empty } from '../parts/Empty.tsx'
import { useT } from '../texts.ts'
import type { SchemeView } from './queries.ts'

type Duty = SchemeView['duties'][number]
const tones = ['must', 'should', 'bonus'] as const

/** By whom, in the order they come. */
const bySubject = (duties: readonly Duty[]) => {
  const groups = new Map<string, Duty[]>()
  for (const duty of duties) groups.set(duty.who, [...(groups.get(duty.who) ?? []), duty])
  return [...groups]
}

export function Promises({ duties }: { duties: readonly Duty[] }) {
  const t = useT()
  if (!duties.length) return <Empty title={t('programme.promises')} how={t('programme.promises.none')} />
  return (
    <div className="promises">
      {tones
        .map((tone) => [tone, duties.filter((d) => d.tone === tone)] as const)
        .filter(([, of]) => of.length)
        .map(([tone, of]) => (
          <div key={tone}>
            <h3>
              {t(`programme.tone.${tone}`)} <span className="muted">{of.length}</span>
            </h3>
            {bySubject(of).map(([who, theirs]) => (
              <div key={who} className="promises-of">
                <h4>{who}</h4>
                <ul>
                  {theirs.map((duty) => (
                    <li key={duty.code}>
                      <span>
                        <b>{duty.name}</b> · {duty.does}
                        {duty.blank && <span className="tag tag-due-soon">◐ {t('programme.not-set')}</span>}
                      </span>
                      {duty.quote && (
                        <span className="muted quote-line">{t('programme.quote', { quote: duty.quote })}</span>
                      )}
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        ))}
    </div>
  )
}
