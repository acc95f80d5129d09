/** Overdue with nobody above it: the whole limit has been acted upon, and still a clock of the desk’s own runs. Asked of rows and of one row alike. */
import { type SqlBool, sql } from 'kysely'

export const onDutyList = sql<SqlBool>`(reminded = 100 and due_at is not null and clock in ('acceptance', 'handling'))`

export const isOnDutyList = (row: { reminded: number; due_at: Date | null; clock: string | null }) =>
  row.reminded === 100 && row.due_at !== null && ['acceptance', 'handling'].includes(row.clock ?? '')
