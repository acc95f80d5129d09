/** What a scheme asks for in plain words, in the reader's language: the same sentence at the desk, for residents and at the command line. */
import type { Language } from '../kernel/app.ts'
import type { Limit } from '../kernel/calendar/deadline.ts'
import { t as textOf } from '../kernel/texts.ts'
import type { Duty, Measure, Per, Who } from './duties.ts'
import type { LocalText, Programme } from './model.ts'
import { type Side, sideOf, type TieKind } from './ties.ts'

/** The words of a scheme in a language. What it does not know shows its code. */
export function plainly(scheme: Programme, language: Language) {
  const t = (key: string, params: Record<string, string | number> = {}) => textOf(language, key, params)
  const join = (names: readonly string[]) => names.join(t('programme.join'))
  const number = (n: number) => new Intl.NumberFormat(language).format(n)
  const name = (of: Readonly<Record<string, { name: LocalText } | undefined>>, code: string) =>
    of[code]?.name[language] ?? code
  const names = (of: Readonly<Record<string, { name: LocalText } | undefined>>, codes: readonly string[]) =>
    join(codes.map((code) => name(of, code)))

  /** `（镇级、老党员）`, or nothing. */
  const narrowed = (words: readonly string[]) => (words.length ? t('programme.narrowed', { words: join(words) }) : '')
  const traits = (codes: readonly string[] = []) => codes.map((code) => name(scheme.traits, code))

  function who(subject: Who): string {
    if ('orgKinds' in subject)
      return (
        t('programme.each.org', { names: names(scheme.orgKinds, subject.orgKinds) }) + narrowed(traits(subject.traits))
      )
    const levels = (subject.levels ?? []).map((level) => scheme.levels[level]?.name[language] ?? level)
    return (
      t('programme.each.member', { names: names(scheme.roles, subject.roles) }) +
      narrowed([...levels, ...traits(subject.traits)])
    )
  }

  /** Kinds of records, with what narrows them: `公开（类别：村务）`. */
  function records(codes: readonly string[], where: Readonly<Record<string, string | boolean>> = {}): string {
    const fields = Object.assign({}, ...codes.map((code) => scheme.recordKinds[code]?.fields))
    const narrow = Object.entries(where).map(([code, value]) => {
      const said =
        typeof value === 'boolean'
          ? t(value ? 'programme.yes' : 'programme.no')
          : name(fields[code]?.options ?? {}, String(value))
      return t('programme.where', { field: name(fields, code), value: said })
    })
    return names(scheme.recordKinds, codes) + narrowed(narrow)
  }

  function measure(of: Measure, n: number | null): string {
    const put = (kind: string, params: Record<string, string | number>) =>
      n === null
        ? t(`programme.measure.${kind}.blank`, params)
        : t(`programme.measure.${kind}`, { ...params, n: number(n) })
    if ('count' in of) return put('count', { what: records(of.count, of.where) })
    if ('distinct' in of)
      return put('distinct', { what: records(of.distinct, of.where), unit: t(`programme.unit.${of.by}`) })
    if ('days' in of) return put('days', { what: records(of.days, of.where) })
    if ('sum' in of) {
      const field = of.sum.map((code) => scheme.recordKinds[code]?.fields[of.field]).find(Boolean)
      return put('sum', {
        what: records(of.sum, of.where),
        field: field?.name[language] ?? of.field,
        unit: field?.unit?.[language] ?? (field?.type === 'money' ? t('programme.unit.money') : ''),
      })
    }
    if ('coverage' in of) {
      const what = name(scheme.completeness, of.coverage)
      return n === null
        ? t('programme.measure.coverage.blank', { what })
        : t('programme.measure.coverage', { what, n: number(n * 100) })
    }
    if ('ties' in of) return put('ties', { what: name(scheme.tieKinds, of.ties) })
    return put('pot', { what: name(scheme.pots, of.pot) })
  }

  function per(of: Per): string {
    if (typeof of === 'string') return t(`programme.per.${of}`)
    if ('window' in of) return t('programme.per.window', { from: monthDay(of.window.from), to: monthDay(of.window.to) })
    const festival = t(`programme.festival.${of.festival}`)
    return of.daysAfter
      ? t('programme.per.festival-around', { festival, before: of.daysBefore, after: of.daysAfter })
      : t('programme.per.festival', { festival, before: of.daysBefore })
  }
  const monthDay = (day: string) =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', day: 'numeric' }).format(
      new Date(`2024-${day}T00:00:00Z`),
    )

  const does = (duty: Duty): string =>
    t('programme.duty.does', { per: per(duty.per), what: measure(duty.measure, duty.atLeast) })

  const traitsOf = (of: Side) => ('member' in of ? of.member : 'org' in of ? of.org : of.household).traits
  function side(of: Side): string {
    if ('member' in of)
      return (
        (of.member.roles ? names(scheme.roles, of.member.roles) : t('programme.side.member')) +
        narrowed(traits(of.member.traits))
      )
    if ('org' in of)
      return (
        (of.org.kinds ? names(scheme.orgKinds, of.org.kinds) : t('programme.side.org')) +
        narrowed(traits(of.org.traits))
      )
    return t('programme.side.household') + narrowed(traits(of.household.traits))
  }
  /** One of that side: `每名党员`, `每户`. */
  function each(of: Side): string {
    const from = sideOf(of)
    const any = of as { member?: { roles?: string[] }; org?: { kinds?: string[] } }
    if (from === 'household' || !(any.member?.roles ?? any.org?.kinds))
      return t(`programme.each.any.${from}`) + narrowed(traits(traitsOf(of)))
    return t(`programme.each.${from}`, { names: side(of) })
  }
  /** How many partners: `至少 2 个，至多 3 个`; nothing when no number is asked for. */
  function howMany({ atLeast, atMost }: TieKind['each'], of: Side): string {
    const unit = t(`programme.unit.${sideOf(of)}`)
    if (atLeast === null) return t('programme.many.blank', { unit })
    if (atMost === undefined) return atLeast > 0 ? t('programme.many.least', { n: number(atLeast), unit }) : ''
    if (atLeast === atMost) return t('programme.many.just', { n: number(atLeast), unit })
    return atLeast > 0
      ? t('programme.many.between', { n: number(atLeast), most: number(atMost), unit })
      : t('programme.many.most', { most: number(atMost), unit })
  }
  /** Who is tied to whom, and how many each has. */
  function tie(kind: TieKind): string {
    const [from, to] = [side(kind.from), side(kind.to)]
    const [serves, served] = [howMany(kind.each, kind.to), howMany(kind.served, kind.from)]
    return [
      t('programme.tie.says', { from, to }),
      ...(serves ? [t('programme.tie.each', { who: each(kind.from), many: serves })] : []),
      ...(served ? [t('programme.tie.served', { who: each(kind.to), many: served })] : []),
    ].join(t('programme.tie.and'))
  }

  return {
    language,
    t,
    join,
    number,
    name,
    names,
    who,
    per,
    measure,
    side,
    tie,
    records,
    /** A calendar day with its year. */
    day: (day: string) =>
      new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' }).format(
        new Date(`${day}T00:00:00Z`),
      ),
    limit: (limit: Limit): string => {
      if ('hours' in limit) return t('programme.limit.hours', { n: limit.hours })
      return 'days' in limit
        ? t('programme.limit.days', { n: limit.days })
        : t('programme.limit.working-days', { n: limit.workingDays })
    },
    pot: (code: string) => {
      const pot = scheme.pots[code]
      return pot?.perYear === null || !pot
        ? t('programme.pot.blank', { name: name(scheme.pots, code) })
        : t('programme.pot.says', { name: name(scheme.pots, code), n: number(pot.perYear) })
    },
    does,
    /** The whole promise: who, how often, what. */
    duty: (duty: Duty): string => t('programme.duty.says', { who: who(duty.who), does: does(duty) }),
  }
}
export type Plainly = ReturnType<typeof plainly>
