/** A sheet of any kind while it is typed, and as it is handed to the server. */
import type { FieldValue, RecordField } from './queries.ts'

/** A photo chosen: the server has it already. */
export type Photo = { id: string; name: string; thumbUrl: string | null }
export type Typed = Record<string, unknown>
export type Sheet = {
  /** Made once for this sheet: sent again over a bad line it is the same record. */
  clientKey: string
  orgId?: string
  onDay?: string
  untilDay?: string
  title?: string
  boardUntil?: string
  fields?: Typed
  promises?: { what?: string; dueOn?: string }[]
}

/** Photos as their ids, empty fields left out. */
export const sentFields = (fields: readonly RecordField[], typed: Typed = {}): Record<string, FieldValue> =>
  Object.fromEntries(
    fields.flatMap(({ code, type }) => {
      const value = typed[code]
      if (value === undefined || value === null || value === '') return []
      if (type === 'files') return [[code, (value as Photo[]).map((p) => p.id)]]
      return [[code, value as FieldValue]]
    }),
  )

/** Only promises of which something was written. */
export const sentPromises = (promises: Sheet['promises'] = []) =>
  promises.flatMap(({ what = '', dueOn = '' }) => (what.trim() ? [{ what, dueOn }] : []))

/** Where a fault is shown: `fields.amount` and `promises.0.what` are nested names of the form. */
export const placeOf = (path: string): (string | number)[] =>
  path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
