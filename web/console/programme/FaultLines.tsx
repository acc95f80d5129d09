/** What is wrong with a file, each fault beside the line it stands on, with the way to that line. */
import { useT } from '../texts.ts'
import type { Fault } from './queries.ts'

type Props = { faults: readonly Fault[]; text: string; goTo: (line: number) => void }

export function FaultLines({ faults, text, goTo }: Props) {
  const t = useT()
  const lines = text.split('\n')
  return (
    <div role="alert" className="failed">
      <p className="failed-title">▲ {t('programme.faults', { n: faults.length })}</p>
      <ol className="scheme-faults">
        {faults.map(({ line, path, says, remedy }) => (
          <li key={`${line} ${path} ${says}`}>
            {line === null ? (
              <b>{t('programme.fault.whole')}</b>
            ) : (
              <button type="button" className="link" onClick={() => goTo(line)}>
                {t('programme.fault.line', { line })}
                <span className="hidden"> {t('programme.fault.go')}</span>
              </button>
            )}
            {path && <code>{path}</code>}
            <span>
              {says} <b>{remedy}</b>
            </span>
            {line !== null && lines[line - 1]?.trim() && <pre>{lines[line - 1]}</pre>}
          </li>
        ))}
      </ol>
    </div>
  )
}
