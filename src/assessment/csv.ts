/** The figures as a spreadsheet reads them: period, base and formulas stand above the numbers, so that none travels without. */
import type { Language } from '../kernel/app.ts'
import { byteOrderMark, line } from '../kernel/csv.ts'
import { t as text, timeText } from '../kernel/texts.ts'
import type { FiguresView, FigureView } from './views.ts'
import { rates } from './vocabulary.ts'

type About = { place: string; who: string; groundName: (ground: string) => string }

/** What stands for each rate, in the order of its numbers. */
export const columns = [
  'numerator',
  'denominator',
  'percent',
  'low',
  'high',
  'asked',
  'reachable',
  'answered',
  'excluded',
  'note',
]

export function figuresCsv(language: Language, of: FiguresView, { place, who, groundName }: About): string {
  const t = (key: string, params: Record<string, string | number> = {}) => text(language, key, params)
  const orgName = (org: { name: string; nameEn: string } | null) =>
    (org && (language === 'en' ? org.nameEn : org.name)) ?? ''
  const left = (f: FigureView) => f.excluded.reduce((sum, e) => sum + e.n, 0)
  const numbers = (f: FigureView) => [
    f.numerator,
    f.denominator,
    f.percent,
    f.lowPercent,
    f.highPercent,
    f.reach.asked,
    f.reach.reachable,
    f.reach.answered,
    left(f),
    f.comparable ? '' : t('figures.small-base'),
  ]
  const head = [
    [t('figures.title'), place],
    [t('figures.csv.period'), of.from, of.to],
    [t('figures.csv.made'), timeText(language, new Date(of.at)), who],
    [t('figures.csv.base', { n: of.minBase })],
    ...rates.map((rate) => [t(`figures.name.${rate}`), t(`figures.formula.${rate}`)]),
    [t('figures.interval')],
    [],
  ]
  const table = [
    [
      t(`figures.by.${of.by}`),
      ...rates.flatMap((rate) => columns.map((c) => `${t(`figures.name.${rate}`)} ${t(`figures.csv.${c}`)}`)),
    ],
    [t('figures.whole'), ...of.whole.slice(0, rates.length).flatMap(numbers)],
    ...of.groups.map((g) => [orgName(g) || t('figures.unsorted'), ...g.figures.flatMap(numbers)]),
    [],
    ...of.outcomes.map(({ fate, n }) => [t(`figures.fate.${fate}`), n]),
    [],
    ...of.whole
      .slice(0, rates.length)
      .flatMap((f) =>
        f.excluded.map((e) => [
          t(`figures.name.${f.formula}`),
          groundName(e.ground),
          orgName(e.by) || t('figures.by-scheme'),
          e.n,
        ]),
      ),
  ]
  return byteOrderMark + [...head, ...table].map(line).join('')
}
