/** Whether a scheme holds together: every word it points to is declared, of the right sort, and countable as asked. Pure. */
import { duties } from './faults-duties.ts'
import { recordKinds } from './faults-records.ts'
import { refers, traitsFit } from './faults-refer.ts'
import { type Programme, ruleFor } from './model.ts'
import { officerFaults } from './officers.ts'
import type { Found, Path } from './say.ts'
import { type Side, sideOf } from './ties.ts'
import { clocks, levels } from './vocabulary.ts'

export function referenceFaults(p: Programme): Found[] {
  return [
    ...frame(p),
    ...officerFaults(p.roles),
    ...tieKinds(p),
    ...recordKinds(p),
    ...duties(p),
    ...each(p.ledgers, 'ledgers', (ledger, path) => refers(p, 'record-kind', ledger.records, [...path, 'records'])),
    ...each(p.pots, 'pots', (pot, path) => refers(p, 'role', pot.keptBy, [...path, 'keptBy'])),
  ]
}

const each = <T>(map: Readonly<Record<string, T>>, list: string, check: (one: T, path: Path) => Found[]): Found[] =>
  Object.entries(map).flatMap(([code, one]) => check(one, [list, code]))

/** Kinds, roles and limits: what cases stand on. */
function frame(p: Programme): Found[] {
  const noLimit = clocks.filter((clock) =>
    levels.some((level) => !ruleFor(p, { clock, level, urgency: 'ordinary', category: null })),
  )
  return [
    ...each(p.orgKinds, 'orgKinds', (kind, path) => [
      ...refers(p, 'org-kind', kind.under ?? [], [...path, 'under']),
      ...(kind.homes && (kind.level !== 'branch' || kind.handles || kind.under)
        ? [{ path: [...path, 'homes'], wrong: 'homes-level' } satisfies Found]
        : []),
    ]),
    ...(Object.values(p.orgKinds).some((kind) => kind.homes)
      ? []
      : [{ path: ['orgKinds'], wrong: 'no-homes' } satisfies Found]),
    ...each(p.roles, 'roles', (role, path) => refers(p, 'org-kind', role.at, [...path, 'at'])),
    ...p.limits.flatMap((rule, i) =>
      rule.category ? refers(p, 'category', [rule.category], ['limits', i, 'category'], true) : [],
    ),
    ...refers(p, 'nature', p.figures.responseOnly, ['figures', 'responseOnly']),
    ...noLimit.map((clock): Found => ({ path: ['limits'], wrong: 'no-limit', params: { clock } })),
    ...(p.starts && p.ends && p.ends < p.starts ? [{ path: ['ends'], wrong: 'ends-before' } satisfies Found] : []),
  ]
}

function tieKinds(p: Programme): Found[] {
  return each(p.tieKinds, 'tieKinds', (tie, path) => [
    ...sideFaults(p, tie.from, [...path, 'from']),
    ...sideFaults(p, tie.to, [...path, 'to']),
    ...(['each', 'served'] as const).flatMap((side): Found[] => {
      const { atLeast, atMost } = tie[side]
      return atMost !== undefined && (atLeast ?? 0) > atMost
        ? [{ path: [...path, side], wrong: 'least-above-most', params: { least: atLeast ?? 0, most: atMost } }]
        : []
    }),
    ...tie.match.flatMap((line, i) =>
      (['from', 'to'] as const).flatMap((end) =>
        traitsFit(p, [line[end]], sideOf(tie[end]), [...path, 'match', i, end], true),
      ),
    ),
  ])
}

function sideFaults(p: Programme, side: Side, path: Path): Found[] {
  if ('member' in side)
    return [
      ...refers(p, 'role', side.member.roles ?? [], [...path, 'member', 'roles']),
      ...traitsFit(p, side.member.traits ?? [], 'member', [...path, 'member', 'traits']),
    ]
  if ('org' in side)
    return [
      ...refers(p, 'org-kind', side.org.kinds ?? [], [...path, 'org', 'kinds']),
      ...traitsFit(p, side.org.traits ?? [], 'org', [...path, 'org', 'traits']),
    ]
  return traitsFit(p, side.household.traits ?? [], 'household', [...path, 'household', 'traits'])
}
