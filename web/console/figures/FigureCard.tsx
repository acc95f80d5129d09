/** One rate with its base, period, reach and interval in words; every count opens what it counts. */
import { Link } from '@tanstack/react-router'
import type { Figure } from '../api.ts'
import { useT } from '../texts.ts'
import { Explain } from './Explain.tsx'
import { opens, type Where } from './parts.ts'
import { Whisker } from './Whisker.tsx'

/** `brief` leaves to the page of figures what stands beside the rate. */
type Props = { of: Figure; now?: Figure | undefined; where: Where; minBase: number; brief?: boolean }

const reach: Partial<Record<Figure['formula'], string>> = {
  response: 'figures.reach.response',
  later: 'figures.reach.later',
}

export function FigureCard({ of, now, where, minBase, brief }: Props) {
  const t = useT()
  const left = of.excluded.reduce((sum, e) => sum + e.n, 0)
  const base = t('figures.of', { numerator: of.numerator, denominator: of.denominator })
  const filter = opens(of.formula, 'base', where)
  return (
    <section className="figure" aria-label={t(`figures.name.${of.formula}`)}>
      <h2>{t(`figures.name.${of.formula}`)}</h2>
      <p className={of.comparable ? 'figure-n' : 'figure-n figure-small'}>
        {of.percent === null ? '–' : `${of.percent} %`}
        {filter && of.denominator > 0 ? (
          <Link to="/cases" search={filter} className="figure-base">
            {base}
          </Link>
        ) : (
          <span className="figure-base">{base}</span>
        )}
      </p>
      <p className="figure-period">{t('figures.period.said', { from: where.from, to: where.to })}</p>
      <Whisker of={of} />
      <ul className="figure-words">
        {of.percent !== null && (
          <li>{t('figures.interval.said', { low: of.lowPercent ?? 0, high: of.highPercent ?? 0 })}</li>
        )}
        {!brief && <li>{t(reach[of.formula] ?? 'figures.reach.said', of.reach)}</li>}
        {now && now.percent !== null && (
          <li>
            {t(`figures.name.${now.formula}`)} {now.percent} %,{' '}
            {t('figures.of', { numerator: now.numerator, denominator: now.denominator })}
          </li>
        )}
        {!brief && left > 0 && <li>{t('figures.excluded.said', { n: left })}</li>}
        {!of.comparable && of.denominator > 0 && <li>{t('figures.small-whole', { n: minBase })}</li>}
      </ul>
      <Explain formula={of.formula} numbers={{ of, where, now }} />
    </section>
  )
}
