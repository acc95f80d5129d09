/** Where it is stuck: units and states, longest waits first. A table from the start: these are few rows with four numbers each. */
import { useId } from 'react'
import type { Overview } from '../api.ts'
import { useName, useT } from '../texts.ts'
import { Figure } from './Figure.tsx'
import type { Opens } from './opens.ts'

export function Stuck({ of, opens }: { of: Overview['stuck']; opens: Opens }) {
  const t = useT()
  const name = useName()
  const id = useId()
  return (
    <section className="chart chart-wide" aria-labelledby={id}>
      <header>
        <h2 id={id}>{t('overview.stuck')}</h2>
      </header>
      <p className="chart-note muted">{t('overview.stuck.note')}</p>
      {of.length === 0 ? (
        <p>{t('overview.stuck.none')}</p>
      ) : (
        <table className="numbers stuck">
          <thead>
            <tr>
              <th scope="col">{t('overview.stuck.unit')}</th>
              <th scope="col" className="stuck-state">
                {t('overview.stuck.state')}
              </th>
              <th scope="col">{t('overview.stuck.late')}</th>
              <th scope="col">{t('overview.stuck.median')}</th>
              <th scope="col">{t('overview.stuck.longest')}</th>
            </tr>
          </thead>
          <tbody>
            {of.map((s) => (
              <tr key={`${s.org.id}/${s.state}`} className={s.small ? 'stuck-small' : undefined}>
                <th scope="row">{name(s.org)}</th>
                <td className="stuck-state" data-name={t('overview.stuck.state')}>
                  {t(`words.state.${s.state}`)}
                </td>
                <td data-name={t('overview.stuck.late')}>
                  <Figure n={s.late} filter={opens.stuck(s.org.id, s.state)}>
                    {t('overview.cases-n', { n: s.late })}
                  </Figure>
                </td>
                <td data-name={t('overview.stuck.median')}>
                  {t('overview.days-n', { n: s.median })}
                  {s.small && <small className="muted"> {t('overview.stuck.small')}</small>}
                </td>
                <td data-name={t('overview.stuck.longest')}>{t('overview.days-n', { n: s.longest })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
