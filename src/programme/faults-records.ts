/** What a kind of record gets wrong: fields that cannot be filled, steps out of order, a pot without a sum, a photo that is asked for. */
import { refers } from './faults-refer.ts'
import type { Programme } from './model.ts'
import type { Field, RecordKind } from './records.ts'
import type { Found, Nameable, Path } from './say.ts'

export function recordKinds(p: Programme): Found[] {
  return Object.entries(p.recordKinds).flatMap(([code, kind]) => {
    const path = ['recordKinds', code]
    return [
      ...refers(p, 'role', kind.fills, [...path, 'fills']),
      ...fieldFaults(p, kind.fields, [...path, 'fields']),
      ...stepFaults(p, kind, [...path, 'steps']),
      ...potFaults(p, kind, [...path, 'pot']),
      ...quorumFaults(kind, [...path, 'quorum']),
      ...boardFaults(kind, [...path, 'board']),
    ]
  })
}

/** What the codes under `of` name, by the type of the field. */
const ofNames: Partial<Record<Field['type'], Nameable>> = {
  member: 'role',
  members: 'role',
  org: 'org-kind',
  place: 'place-kind',
}

function fieldFaults(p: Programme, fields: Readonly<Record<string, Field>>, under: Path): Found[] {
  return Object.entries(fields).flatMap(([code, field]): Found[] => {
    const path = [...under, code]
    const names = ofNames[field.type]
    return [
      // 为基层减负: nobody is made to prove work by a photo or a place
      ...(field.required && (field.type === 'files' || field.type === 'place')
        ? [{ path: [...path, 'required'], wrong: 'proof-required' } satisfies Found]
        : []),
      ...(field.type === 'choice' && !Object.keys(field.options ?? {}).length
        ? [{ path, wrong: 'options-missing' } satisfies Found]
        : []),
      ...(field.type !== 'choice' && field.options
        ? [{ path: [...path, 'options'], wrong: 'options-idle', params: { type: field.type } } satisfies Found]
        : []),
      ...(field.of && !names
        ? [{ path: [...path, 'of'], wrong: 'of-idle', params: { type: field.type } } satisfies Found]
        : []),
      ...(field.of && names ? refers(p, names, field.of, [...path, 'of']) : []),
      ...(field.min !== undefined && field.max !== undefined && field.min > field.max
        ? [{ path, wrong: 'least-above-most', params: { least: field.min, most: field.max } } satisfies Found]
        : []),
    ]
  })
}

function stepFaults(p: Programme, kind: RecordKind, path: Path): Found[] {
  const steps = kind.steps ?? []
  return steps.flatMap((step, i): Found[] => [
    ...(steps.findIndex((s) => s.code === step.code) < i
      ? [{ path: [...path, i, 'code'], wrong: 'step-twice', params: { code: step.code } } satisfies Found]
      : []),
    ...refers(p, 'role', step.by ?? [], [...path, i, 'by']),
    ...fieldFaults(p, step.fields, [...path, i, 'fields']),
  ])
}

function potFaults(p: Programme, kind: RecordKind, path: Path): Found[] {
  if (!kind.pot) return []
  const amount = kind.fields['amount']
  return [
    ...refers(p, 'pot', [kind.pot], path, true),
    ...(amount?.type === 'money' && amount.required
      ? []
      : [{ path, wrong: 'pot-without-amount', params: { code: kind.pot } } satisfies Found]),
  ]
}

function quorumFaults(kind: RecordKind, path: Path): Found[] {
  const counts = ['number', 'members'] as const satisfies Field['type'][]
  return (['present', 'entitled'] as const).flatMap((end): Found[] => {
    const code = kind.quorum?.[end]
    if (code === undefined || counts.some((type) => kind.fields[code]?.type === type)) return []
    return [{ path: [...path, end], wrong: 'quorum-field', params: { code } }]
  })
}

/** A board that shows nothing would hang empty on the wall. */
function boardFaults(kind: RecordKind, path: Path): Found[] {
  const fields = [kind.fields, ...(kind.steps ?? []).map((s) => s.fields)].flatMap((f) => Object.values(f))
  return kind.board && !fields.some((f) => f.residentsRead) ? [{ path, wrong: 'board-empty' }] : []
}
