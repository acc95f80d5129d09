/** Which of what the desk has read is no longer right when cases have moved: the cases themselves at once, lists soon, counts after a while. */
export type Moved = { id: string; version: number; mine: boolean }

const lists: readonly unknown[] = ['inbox', 'calls', 'cases', 'me', 'notices', 'handbook']
/** Costly to count and looked at as a whole: a quarter of a minute is fresh enough. */
const counts: readonly unknown[] = ['weekly', 'overview', 'figures', 'appeals']

export const isList = (key: readonly unknown[]) => lists.includes(key[0])
export const isCount = (key: readonly unknown[]) => counts.includes(key[0])

/** What is news here: this window has shown the result of its own steps already. */
export const news = (moved: readonly Moved[], known: (id: string) => number | undefined): Moved[] =>
  moved.filter((m) => (known(m.id) ?? 0) < m.version)
