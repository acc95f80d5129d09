/** Parts of figures: what they are called, and the list of cases each opens. */
import { type Countable, countable } from '../../../src/cases/vocabulary.ts'
import type { CaseFilter } from '../cases/filter.ts'
import type { T } from '../texts.ts'
import type { Span } from './period.ts'

/** Where the figure comes from: its days, the area looked at, and the unit, if it is one unit's. */
export type Where = Span & { under?: string | undefined; unit?: string | undefined }

const isCountable = (text: string): text is Countable => (countable as readonly string[]).includes(text)

/** The list behind a part of a figure, or undefined where there is none. */
export function opens(formula: string, part: string, where: Where): CaseFilter | undefined {
  // the verdict that stands now is asked of the same cases
  const counted = `${formula.replace('-now', '')}.${part}`
  const shared = counted.replace('satisfaction.', 'resolution.')
  const known = isCountable(counted) ? counted : isCountable(shared) ? shared : undefined
  if (!known) return undefined
  const { from, to, under, unit } = where
  return { counted: known, countedFrom: from, countedTo: to, ...(under && { under }), ...(unit && { unit }) }
}

const plain: Readonly<Record<string, string>> = {
  base: 'figures.part.denominator',
  met: 'figures.part.numerator',
  asked: 'figures.part.asked',
  reachable: 'figures.part.reachable',
  answered: 'figures.part.answered',
  excluded: 'figures.filter.excluded',
  ended: 'figures.filter.ended',
}

export function partWords(t: T, counted: Countable): string {
  const [formula = '', part = ''] = counted.split('.')
  const key = plain[part]
  const words = key ? t(key) : t(`figures.beside.${part}`)
  return formula === 'fate' ? words : t('figures.filter', { name: t(`figures.name.${formula}`), part: words })
}
