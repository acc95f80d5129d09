/** What was chosen for a first file, as it is kept while one answers: numbers as they are typed. */
export type Chosen = { from: string; code: string }
export type ChosenDuty = Chosen & { number: string; per: string | null }
