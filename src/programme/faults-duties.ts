/** What duties, bundles and tests of completeness get wrong: a word not declared, or something that cannot be counted as they ask. */
import type { Duty, Measure } from './duties.ts'
import { refers, traitsFit } from './faults-refer.ts'
import type { Programme } from './model.ts'
import type { Field } from './records.ts'
import { type Found, type Path, sideText } from './say.ts'
import { type SideOf, sideOf } from './ties.ts'

export function duties(p: Programme): Found[] {
  return [
    ...Object.entries(p.duties).flatMap(([code, duty]) => dutyFaults(p, duty, ['duties', code])),
    ...Object.entries(p.bundles).flatMap(([code, bundle]) => [
      ...refers(p, 'duty', bundle.duties, ['bundles', code, 'duties']),
      ...refers(p, 'completeness', bundle.completeness, ['bundles', code, 'completeness']),
    ]),
    ...Object.entries(p.completeness).flatMap(([code, test]) => completenessFaults(p, test, ['completeness', code])),
  ]
}

/** Days of the shortest period of each kind: what was done in one must be written down before the next is over. */
const shortest: Record<string, number> = { week: 7, month: 28, quarter: 90, 'half-year': 181, year: 365 }

function dutyFaults(p: Programme, duty: Duty, path: Path): Found[] {
  const { who, measure, per } = duty
  const length = typeof per === 'string' ? shortest[per] : undefined
  return [
    ...('roles' in who ? refers(p, 'role', who.roles, [...path, 'who', 'roles']) : []),
    ...('roles' in who && who.levels && !who.roles.some((role) => standsAt(p, role, who.levels ?? []))
      ? [{ path: [...path, 'who', 'levels'], wrong: 'nobody-there' } satisfies Found]
      : []),
    ...('orgKinds' in who ? refers(p, 'org-kind', who.orgKinds, [...path, 'who', 'orgKinds']) : []),
    ...traitsFit(p, who.traits ?? [], 'roles' in who ? 'member' : 'org', [...path, 'who', 'traits']),
    ...measureFaults(p, duty, measure, [...path, 'measure']),
    ...(length !== undefined && duty.grace >= length
      ? [
          {
            path: [...path, 'grace'],
            wrong: 'grace-too-long',
            params: { grace: duty.grace, days: length },
          } satisfies Found,
        ]
      : []),
    ...(duty.starts && duty.ends && duty.ends < duty.starts
      ? [{ path: [...path, 'ends'], wrong: 'ends-before' } satisfies Found]
      : []),
  ]
}

/** Whether the role is held at an org of one of these levels; one that is not declared is said elsewhere. */
const standsAt = (p: Programme, role: string, levels: readonly string[]) =>
  p.roles[role]?.at.some((kind) => levels.includes(p.orgKinds[kind]?.level ?? '')) ?? true

function measureFaults(p: Programme, duty: Duty, measure: Measure, path: Path): Found[] {
  const per = duty.per
  if ('coverage' in measure)
    return [
      ...refers(p, 'completeness', [measure.coverage], [...path, 'coverage'], true),
      ...(duty.atLeast !== null && duty.atLeast > 1
        ? [
            {
              path: [...path.slice(0, -1), 'atLeast'],
              wrong: 'share-above-one',
              params: { value: duty.atLeast },
            } satisfies Found,
          ]
        : []),
    ]
  if ('ties' in measure) {
    const tie = p.tieKinds[measure.ties]
    const side: SideOf = 'roles' in duty.who ? 'member' : 'org'
    return [
      ...refers(p, 'tie-kind', [measure.ties], [...path, 'ties'], true),
      ...(tie && sideOf(tie.from) !== side && sideOf(tie.to) !== side
        ? [
            {
              path: [...path, 'ties'],
              wrong: 'side-differs',
              params: { code: measure.ties, side: sideText(side) },
            } satisfies Found,
          ]
        : []),
      ...(per === 'standing' ? [] : [{ path: [...path.slice(0, -1), 'per'], wrong: 'standing-only' } satisfies Found]),
    ]
  }
  if ('pot' in measure)
    return [
      ...refers(p, 'pot', [measure.pot], [...path, 'pot'], true),
      ...(per === 'year' ? [] : [{ path: [...path.slice(0, -1), 'per'], wrong: 'year-only' } satisfies Found]),
    ]
  const [word, codes] = countedIn(measure)
  const kinds = codes.flatMap((code) => p.recordKinds[code] ?? [])
  const fieldsNamed = (field: string) => kinds.map((kind) => kind.fields[field])
  return [
    ...refers(p, 'record-kind', codes, [...path, word], codes.length === 1),
    ...Object.entries(measure.where ?? {}).flatMap(([field, value]) =>
      whereFaults(fieldsNamed(field), field, value, [...path, 'where', field]),
    ),
    ...('sum' in measure && !fieldsNamed(measure.field).every((f) => f?.type === 'money' || f?.type === 'number')
      ? [{ path: [...path, 'field'], wrong: 'sum-field', params: { field: measure.field } } satisfies Found]
      : []),
    ...('distinct' in measure && kinds.length > 0 && !kinds.every((kind) => meets(kind.fields, measure.by))
      ? [{ path: [...path, 'by'], wrong: 'no-such-field', params: { by: sideText(measure.by) } } satisfies Found]
      : []),
  ]
}

type Counted = Extract<Measure, { where?: unknown }>
function countedIn(measure: Counted): ['count' | 'distinct' | 'days' | 'sum', readonly string[]] {
  if ('count' in measure) return ['count', measure.count]
  if ('distinct' in measure) return ['distinct', measure.distinct]
  return 'days' in measure ? ['days', measure.days] : ['sum', measure.sum]
}

const meets = (fields: Readonly<Record<string, Field>>, by: string) =>
  Object.values(fields).some(({ type }) => type === by || (by === 'member' && type === 'members'))

/** The field stands in each kind that is counted, and may have this value. */
function whereFaults(fields: (Field | undefined)[], field: string, value: string | boolean, path: Path): Found[] {
  if (fields.some((f) => f?.type !== 'choice' && f?.type !== 'yesno'))
    return [{ path, wrong: 'where-unknown-field', params: { field } }]
  const fits = (f: Field | undefined) =>
    f?.type === 'yesno'
      ? typeof value === 'boolean'
      : typeof value === 'string' && Object.hasOwn(f?.options ?? {}, value)
  const options = [
    ...new Set(fields.flatMap((f) => (f?.type === 'yesno' ? ['true', 'false'] : Object.keys(f?.options ?? {})))),
  ]
  return fields.every(fits)
    ? []
    : [{ path, wrong: 'where-unknown-value', params: { field, value: String(value), options: options.join(', ') } }]
}

type Test = Programme['completeness'][string]
function completenessFaults(p: Programme, test: Test, path: Path): Found[] {
  const { of, by } = test
  const side: SideOf = 'households' in of ? 'household' : 'orgs' in of ? 'org' : 'member'
  const word = `${side}s`
  const chosen = 'households' in of ? of.households : 'orgs' in of ? of.orgs : of.members
  const at = [...path, 'of', word]
  const byPath = [...path, 'by']
  const servesOrIsServed = (code: string, sides: readonly ('from' | 'to')[]) => {
    const tie = p.tieKinds[code]
    return !tie || sides.some((end) => sideOf(tie[end]) === side)
  }
  const differs = (code: string, where: Path): Found => ({
    path: where,
    wrong: 'side-differs',
    params: { code, side: sideText(side) },
  })
  const tied = 'tied' in chosen ? chosen.tied : undefined
  return [
    ...('kinds' in chosen ? refers(p, 'org-kind', chosen.kinds, [...at, 'kinds']) : []),
    ...('members' in of ? refers(p, 'role', of.members.roles ?? [], [...at, 'roles']) : []),
    ...traitsFit(p, chosen.traits ?? [], side, [...at, 'traits']),
    ...(tied ? refers(p, 'tie-kind', [tied], [...at, 'tied'], true) : []),
    ...(tied && !servesOrIsServed(tied, ['to']) ? [differs(tied, [...at, 'tied'])] : []),
    ...byFaults(),
  ]

  function byFaults(): Found[] {
    const notCountable: Found = { path: byPath, wrong: 'not-countable', params: { side: sideText(side) } }
    if (by === 'organisation') return side === 'household' ? [notCountable] : []
    if ('tie' in by)
      return [
        ...refers(p, 'tie-kind', [by.tie], [...byPath, 'tie'], true),
        ...(servesOrIsServed(by.tie, ['from', 'to']) ? [] : [differs(by.tie, [...byPath, 'tie'])]),
      ]
    if ('place' in by)
      return [
        ...refers(p, 'place-kind', [by.place], [...byPath, 'place'], true),
        ...(side === 'org' ? [] : [notCountable]),
      ]
    if ('role' in by)
      return [...refers(p, 'role', [by.role], [...byPath, 'role'], true), ...(side === 'org' ? [] : [notCountable])]
    const kind = p.recordKinds[by.record]
    return [
      ...refers(p, 'record-kind', [by.record], [...byPath, 'record'], true),
      ...(side === 'household' && kind && !meets(kind.fields, 'household')
        ? [{ path: [...byPath, 'record'], wrong: 'no-such-field', params: { by: sideText(side) } } satisfies Found]
        : []),
    ]
  }
}
