/** What was chosen for a first file, as it is kept while one answers: numbers as they are typed. */
export type Chosen = { from: string; code: string }
export type ChosenDuty = Chosen & { number: string; per: string | null }
export const isThis = (a: Chosen) => (b: Chosen) => a.from === b.from && a.code === b.code
