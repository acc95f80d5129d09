/** Events of a case as rows for COPY: hash-chained, their words beside them with salted hashes. Every hash is right. */
import { digestOf, genesis, hashOf } from '../../src/cases/log.ts'
import { leafOf } from '../../src/cases/public-log/leaf.ts'
import type { Json } from '../../src/kernel/canonical.ts'
import { newBytes } from '../../src/kernel/ids.ts'
import { line } from '../copy.ts'
import { jurisdictionId as j } from './place.ts'

export type Happened = {
  readonly type: string
  readonly at: number
  readonly memberId: string | null
  readonly orgId: string | null
  readonly data: Readonly<Record<string, Json>>
  readonly texts: Readonly<Record<string, string>>
}

export const chainColumns = {
  case_events: 'jurisdiction_id case_id seq type audience at actor_kind member_id org_id data prev hash',
  case_texts: 'jurisdiction_id case_id seq field body salt',
} as const

/** Adds the rows of these events. Their leaves come back in order, with the hash of the first and of the last. */
export function addChain(rows: Record<keyof typeof chainColumns, string[]>, id: string, happened: readonly Happened[]) {
  const leaves: Buffer[] = []
  let head: Buffer = genesis
  let first: Buffer = genesis
  for (const [i, { type, at, memberId, orgId, data: said, texts }] of happened.entries()) {
    const seq = i + 1
    const data = { ...said }
    for (const [field, body] of Object.entries(texts)) {
      const salt = newBytes(16)
      data[field] = { sha256: digestOf(body, salt) }
      rows.case_texts.push(line([j, id, seq, field, body, salt]))
    }
    const when = new Date(at)
    const actorKind = memberId ? ('member' as const) : ('resident' as const)
    const facts = { jurisdictionId: j, caseId: id, seq, type, audience: 'everyone' as const, at: when }
    const hash = hashOf(head, { ...facts, actorKind, memberId, orgId }, data)
    rows.case_events.push(
      line([j, id, seq, type, 'everyone', when, actorKind, memberId, orgId, JSON.stringify(data), head, hash]),
    )
    leaves.push(leafOf(hash))
    head = hash
    if (seq === 1) first = hash
  }
  return { leaves, first, head }
}
