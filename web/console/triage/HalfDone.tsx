/** A step was refused: which ones were taken before it, why, and that nothing typed is lost. */
import { useT } from '../texts.ts'
import type { Refused } from './useSend.ts'

export function HalfDone({ refused: { problem, at, done } }: { refused: Refused }) {
  const t = useT()
  return (
    <div role="alert" className="step-problem">
      {done.length > 0 && (
        <p>
          <strong>
            {t('triage.half', {
              done: done.map((a) => t(`words.did.${a}`)).join(t('case.list-comma')),
              not: t(`words.action.${at}`),
            })}
          </strong>
        </p>
      )}
      <p>{problem.title}</p>
      {problem.errors.map((e) => (
        <p key={e.path}>{e.message}</p>
      ))}
      <p>{t('triage.kept')}</p>
    </div>
  )
}
