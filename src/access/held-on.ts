/** Posts held on a day, begun by then and not over before it; and who holds them. */
import type { ExpressionBuilder } from 'kysely'
import type { DB } from '../kernel/db-types.ts'
import type { Tx } from '../kernel/scope.ts'

export const heldOn = (day: string) => (e: ExpressionBuilder<DB, 'appointments'>) =>
  e.and([
    e('appointments.starts_on', '<=', day),
    e.or([e('appointments.ends_on', 'is', null), e('appointments.ends_on', '>=', day)]),
  ])

/** Posts of a day with the active members who hold them. */
export const holdersOn = (tx: Tx, day: string) =>
  tx
    .selectFrom('appointments')
    .innerJoin('members', (j) =>
      j
        .onRef('members.jurisdiction_id', '=', 'appointments.jurisdiction_id')
        .onRef('members.id', '=', 'appointments.member_id'),
    )
    .where('members.active', '=', true)
    .where(heldOn(day))
