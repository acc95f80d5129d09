/** Where a page ends, as one opaque word: an instant and an id, so that pages stay right while new rows arrive. */
import { z } from 'zod'
import { Refusal } from './errors.ts'

export const cursorOf = (at: Date, id: string) => Buffer.from(`${at.toISOString()}/${id}`).toString('base64url')

/** What a cursor says. Refused with `input.invalid` when it is none of ours. */
export function readCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  if (!cursor) return undefined
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split('/')
  const date = new Date(at ?? '')
  // exactly as written above: what JavaScript also reads as an instant, PostgreSQL may refuse
  if (Number.isNaN(date.getTime()) || !/^\d{4}-/.test(date.toISOString()) || !z.uuid().safeParse(id).success)
    throw new Refusal('input.invalid', {}, [{ path: 'cursor', message: 'cursor' }])
  return { at: date, id: id as string }
}
