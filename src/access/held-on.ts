/** Posts held on a day: begun by then, and not over before it. */
import type { ExpressionBuilder } from 'kysely'
import type { DB } from '../kernel/db-types.ts'

export const heldOn = (day: string) => (e: ExpressionBuilder<DB, 'appointments'>) =>
  e.and([
    e('appointments.starts_on', '<=', day),
    e.or([e('appointments.ends_on', 'is', null), e('appointments.ends_on', '>=', day)]),
  ])
