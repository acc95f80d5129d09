/** The filters of the case list, as they stand in the address. */
export const textFilters = [
  'state',
  'village',
  'org',
  'under',
  'level',
  'category',
  'unsorted',
  'nature',
  'urgency',
  'clock',
  'outcome',
  'late',
  'soon',
  'open',
  'age',
  'duty',
  'doubt',
  'contactLate',
  'sentBack',
  'supervised',
  'reopened',
  'petition',
  'from',
  'to',
  'counted',
  'countedFrom',
  'countedTo',
  'unit',
  'number',
  'words',
  'household',
  'member',
] as const
export type FilterName = (typeof textFilters)[number]
export type CaseFilter = Partial<Record<FilterName, string>>

/** What is in the address, and nothing else: an unknown name is dropped, the server judges the values. */
export const readFilter = (search: Record<string, unknown>): CaseFilter =>
  Object.fromEntries(
    textFilters.flatMap((name) => {
      const value = search[name]
      return value === undefined || value === null || value === '' ? [] : [[name, String(value)]]
    }),
  )
