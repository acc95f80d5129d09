/** The three rates of the period as the page of figures has them, small: the same numbers from the same place. */
import { Link } from '@tanstack/react-router'
import { rates } from '../../../src/assessment/vocabulary.ts'
import { FigureCard } from '../figures/FigureCard.tsx'
import { Failed } from '../parts/Failed.tsx'
import { useFigures } from '../queries.ts'
import { useT } from '../texts.ts'

type Props = { span: { from: string; to: string }; under: string | undefined; search: Record<string, string> }

export function Rates({ span, under, search }: Props) {
  const t = useT()
  const figures = useFigures({ ...span, by: 'none', ...(under && { under }) })
  if (figures.isError) return <Failed error={figures.error} retry={() => void figures.refetch()} />
  const of = figures.data
  if (!of) return null
  const where = { from: of.from, to: of.to, under }
  return (
    <section aria-label={t('overview.rates')} className="rates">
      <div className="figure-cards">
        {rates.map((rate) => {
          const figure = of.whole.find((f) => f.formula === rate)
          return figure && <FigureCard key={rate} of={figure} where={where} minBase={of.minBase} brief />
        })}
      </div>
      <Link to="/overview/figures" search={search}>
        {t('overview.rates.more')}
      </Link>
    </section>
  )
}
