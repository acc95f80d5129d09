/** What became of cases, each counted apart, as plain bars. */
import type { Figures } from '../api.ts'
import type { CaseFilter } from '../cases/filter.ts'
import { Bars } from '../overview/Bars.tsx'
import { useT } from '../texts.ts'
import { Explain } from './Explain.tsx'
import type { Where } from './parts.ts'

type Fate = Figures['outcomes'][number]['fate']

/** What ended in the period by this outcome; what is shelved is shelved today. */
const filterOf = (fate: Fate, { from, to, under }: Where): CaseFilter => ({
  ...(under && { under }),
  ...(fate === 'shelved'
    ? { state: fate }
    : { outcome: fate, counted: 'fate.ended', countedFrom: from, countedTo: to }),
})

export function Fates({ of, where }: { of: Figures['outcomes']; where: Where }) {
  const t = useT()
  return (
    <div className="fates">
      <Bars
        title={t('figures.outcomes')}
        columns={[t('figures.outcomes.cases')]}
        rows={of.map(({ fate, n }) => ({
          key: fate,
          label: t(`figures.fate.${fate}`),
          n,
          filter: n > 0 ? filterOf(fate, where) : undefined,
        }))}
      />
      <p className="muted">
        {t('figures.outcomes.note')} <Explain formula="outcomes" />
      </p>
    </div>
  )
}
