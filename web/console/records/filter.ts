/** The filters of lists of records, as they stand in the address. */
const names = [
  'kind',
  'ledger',
  'org',
  'under',
  'author',
  'household',
  'place',
  'subject',
  'from',
  'to',
  'withdrawn',
] as const
export type RecordFilter = Partial<Record<(typeof names)[number], string>>

/** What is in the address, and nothing else: the server judges the values. */
export const readRecordFilter = (search: Record<string, unknown>): RecordFilter =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name]
      return value === undefined || value === null || value === '' ? [] : [[name, String(value)]]
    }),
  )
