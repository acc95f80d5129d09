/** The figures of a period: for the whole, and told apart by unit, village, category or level. */
import { z } from 'zod'
import { type Doing, query } from '../access/command.ts'
import { spanOf } from '../cases/counts.ts'
import { Day, Id } from '../cases/model.ts'
import { type Chains, orgsById } from '../cases/store.ts'
import { orgRef, placeRef } from '../cases/summary.ts'
import { type Day as CalendarDay, dayOf } from '../kernel/calendar/day.ts'
import { answerFacts, contactFacts, fateFacts, type Key, type Keyed } from './facts.ts'
import {
  type AnswerFact,
  type ContactFact,
  type Counting,
  type Figure,
  later,
  outcomes,
  percent,
  percentRange,
  resolution,
  resolutionNow,
  response,
  satisfaction,
  satisfactionNow,
} from './figures.ts'
import type { FiguresView, FigureView } from './views.ts'
import { fates, type Grouping, groupings } from './vocabulary.ts'

export const FiguresFilter = z.object({
  from: Day.optional().describe('First day; default the first of this month'),
  to: Day.optional().describe('Last day; default today'),
  under: Id.optional().describe('Cases of this org’s villages, or held by it or below it'),
  by: z.enum(groupings).default('none'),
})
export type FiguresFilter = z.output<typeof FiguresFilter>

/** A level is told by the unit that is counted. */
const keyFor: Record<Grouping, Key> = {
  none: 'none',
  unit: 'unit',
  village: 'village',
  category: 'category',
  level: 'unit',
}

type Facts = { contacts: readonly ContactFact[]; answers: readonly AnswerFact[] }
const three = ({ contacts, answers }: Facts, counting: Counting) => [
  response(contacts, counting),
  resolution(answers, counting),
  satisfaction(answers, counting),
]
const all = (facts: Facts, counting: Counting) => [
  ...three(facts, counting),
  resolutionNow(facts.answers, counting),
  satisfactionNow(facts.answers, counting),
  later(facts.answers, counting),
]

function viewOf(orgs: Chains, { excluded, ...figure }: Figure): FigureView {
  const range = figure.low === null || figure.high === null ? null : percentRange(figure.low, figure.high)
  return {
    ...figure,
    percent: figure.rate === null ? null : percent(figure.rate),
    lowPercent: range?.low ?? null,
    highPercent: range?.high ?? null,
    excluded: excluded.map(({ ground, org, n }) => ({ ground, by: orgRef(orgs, org), n })),
    beside: [...figure.beside],
    channels: [...figure.channels],
  }
}

export async function figuresOf(d: Doing, f: FiguresFilter): Promise<FiguresView> {
  const today = dayOf(d.at)
  const to = (f.to ?? today) as CalendarDay
  const from = (f.from ?? `${to.slice(0, 8)}01`) as CalendarDay
  const span = { ...spanOf(from, to, d.at), under: f.under }
  const counting: Counting = d.house.scheme.figures
  const key = keyFor[f.by]
  const contacts = await contactFacts(d.tx, span, key)
  const answers = await answerFacts(d.tx, span, key, counting)
  const orgs = await orgsById(d.tx)
  return {
    from,
    to,
    at: d.at.toISOString(),
    minBase: counting.minBase,
    whole: all({ contacts, answers }, counting).map((figure) => viewOf(orgs, figure)),
    outcomes: outcomes(await fateFacts(d.tx, span), fates),
    by: f.by,
    groups: f.by === 'none' ? [] : grouped(d, f.by, orgs, contacts, answers, counting),
  }
}

/** What figures are told apart by, in its own words. */
function grouped(
  d: Doing,
  by: Exclude<Grouping, 'none'>,
  orgs: Chains,
  contacts: readonly Keyed<ContactFact>[],
  answers: readonly Keyed<AnswerFact>[],
  counting: Counting,
): FiguresView['groups'] {
  const { orgKinds, levels, categories } = d.house.scheme
  const group = (key: string | null) =>
    by === 'level' ? (orgKinds[orgs.get(key ?? '')?.kind ?? '']?.level ?? null) : key
  const named = (key: string | null): { name: string; nameEn: string } => {
    if (key === null) return { name: '', nameEn: '' }
    if (by === 'village') return placeRef(orgs, key)
    if (by === 'unit') return orgRef(orgs, key) ?? { name: '', nameEn: '' }
    const word = by === 'level' ? levels[key as keyof typeof levels]?.name : categories[key]?.name
    return { name: word?.['zh-CN'] ?? key, nameEn: word?.en ?? key }
  }
  const contactsBy = Map.groupBy(contacts, (fact) => group(fact.key))
  const answersBy = Map.groupBy(answers, (fact) => group(fact.key))
  const collator = new Intl.Collator(d.caller.language === 'en' ? 'en' : 'zh-CN-u-co-pinyin')
  const shown = (g: { name: string; nameEn: string }) => (d.caller.language === 'en' ? g.nameEn : g.name)
  return [...new Set([...contactsBy.keys(), ...answersBy.keys()])]
    .map((key) => {
      const { name, nameEn } = named(key)
      const figures = three({ contacts: contactsBy.get(key) ?? [], answers: answersBy.get(key) ?? [] }, counting)
      return { key, name, nameEn, figures: figures.map((figure) => viewOf(orgs, figure)) }
    })
    .sort((a, b) => Number(a.key === null) - Number(b.key === null) || collator.compare(shown(a), shown(b)))
}

export const figures = query(FiguresFilter, figuresOf)
