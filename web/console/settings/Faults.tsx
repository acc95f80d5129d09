/** What is wrong with a file of outlines, feature by feature, in words one can put it right by. */
import type { Fault } from '../../../src/registry/boundaries.ts'
import { useT } from '../texts.ts'

export function Faults({ of, n }: { of: readonly Fault[]; n: number }) {
  const t = useT()
  return (
    <div role="alert" className="failed">
      <p className="failed-title">{t('boundaries.faults', { n })}</p>
      <ul>
        {of.map(({ feature, name, wrong }) => (
          <li key={feature}>
            {t('boundaries.fault', { feature, name: name || '–', wrong: t(`boundaries.wrong.${wrong}`) })}
          </li>
        ))}
      </ul>
    </div>
  )
}
