/** Filters of the administrators' pages: they live in the address, so that a view can be kept. */
import { type AuditKind, auditKinds, type Narrowing, narrowings } from '../../../src/access/vocabulary.ts'
import { drop } from '../parts/drop.ts'

export type AuditSearch = { from?: string; to?: string; kind?: AuditKind; person?: string; ok?: 'true' | 'false' }
export type AccountSearch = { q?: string; only?: Narrowing }

const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : undefined)
const oneOf = <T extends string>(list: readonly T[], value: unknown) => list.find((v) => v === value)

export const readAuditSearch = (s: Record<string, unknown>): AuditSearch =>
  drop({
    from: day(s.from),
    to: day(s.to),
    kind: oneOf(auditKinds, s.kind),
    person: s.person ? String(s.person) : undefined,
    ok: oneOf(['true', 'false'] as const, s.ok),
  })
export const readAccountSearch = (s: Record<string, unknown>): AccountSearch =>
  drop({ q: s.q ? String(s.q) : undefined, only: oneOf(narrowings, s.only) })

/** Days as the instants they begin and end at here. */
export const auditQuery = ({ from, to, ...rest }: AuditSearch) => ({
  ...rest,
  ...(from && { from: `${from}T00:00:00+08:00` }),
  ...(to && { to: new Date(Date.parse(`${to}T00:00:00+08:00`) + 86_400_000).toISOString() }),
})
