/** The columns a list of cases can show. Seven stand side by side; more are for the file. */
export const listColumns = [
  'number',
  'words',
  'state',
  'category',
  'holder',
  'clock',
  'registered',
  'village',
  'level',
  'nature',
  'channel',
  'lead',
  'returned',
  'changed',
  'outcome',
  'satisfied',
] as const
export type ListColumn = (typeof listColumns)[number]
export const mostColumns = 7
export const usualColumns: readonly ListColumn[] = listColumns.slice(0, mostColumns)
