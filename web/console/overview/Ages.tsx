/** Open cases by how long they have been open, one small chart for each level, all on one scale; or one table. */
import { ageBands } from '../../../src/cases/vocabulary.ts'
import { levels } from '../../../src/programme/vocabulary.ts'
import type { Overview } from '../api.ts'
import { useT } from '../texts.ts'
import { BarList, type BarRow } from './Bars.tsx'
import { Chart } from './Chart.tsx'
import { Figure } from './Figure.tsx'
import type { Opens } from './opens.ts'

export function Ages({ of, opens }: { of: Overview['ages']; opens: Opens }) {
  const t = useT()
  const shown = levels.filter((level) => of.some((a) => a.level === level))
  const cell = (level: string, band: string) =>
    of.find((a) => a.level === level && a.band === band) ?? { n: 0, late: 0 }
  const total = (level: string) => of.filter((a) => a.level === level).reduce((sum, a) => sum + a.n, 0)
  const most = Math.max(1, ...of.map((a) => a.n))
  const rows = (level: string): BarRow[] =>
    ageBands.map((band) => {
      const { n, late } = cell(level, band)
      return {
        key: band,
        label: t(`overview.age.${band}`),
        n,
        filter: opens.age(level, band, 'all'),
        late: { n: late, filter: opens.age(level, band, 'late') },
      }
    })
  return (
    <Chart title={t('overview.ages')} note={t('overview.ages.note')} className="chart-wide">
      {(asTable) =>
        shown.length === 0 ? (
          <p className="muted">{t('overview.none')}</p>
        ) : asTable ? (
          <table className="numbers">
            <thead>
              <tr>
                <th scope="col">{t('overview.ages.column')}</th>
                {shown.map((level) => (
                  <th key={level} scope="col">
                    {t(`words.level.${level}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ageBands.map((band) => (
                <tr key={band}>
                  <th scope="row">{t(`overview.age.${band}`)}</th>
                  {shown.map((level) => {
                    const { n, late } = cell(level, band)
                    return (
                      <td key={level}>
                        <Figure n={n} filter={opens.age(level, band, 'all')} />
                        {late > 0 && (
                          <>
                            {' '}
                            <Figure n={late} filter={opens.age(level, band, 'late')} className="bar-words-part">
                              {t('overview.late-n', { n: late })}
                            </Figure>
                          </>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <div className="multiples">
            {shown.map((level) => (
              <section key={level} aria-label={t(`words.level.${level}`)}>
                <h3>
                  {t(`words.level.${level}`)}{' '}
                  <Figure n={total(level)} filter={opens.level(level, 'all')}>
                    {t('overview.open-n', { n: total(level) })}
                  </Figure>
                </h3>
                <BarList rows={rows(level)} most={most} />
              </section>
            ))}
          </div>
        )
      }
    </Chart>
  )
}
