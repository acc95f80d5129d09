/** What a text is found by, and what is looked for: pairs of Chinese characters, whole words and numbers of other scripts. Pure. */

/** As both are compared: full width as plain, small letters, any white space one space. Traditional characters stay themselves. */
export const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()

/** Runs of Han, and runs of other letters and digits: 安和路13号 is 安和路, 13, 号. */
const runs = /\p{Script=Han}+|[^\P{L}\p{Script=Han}]+[\p{M}]*|\p{N}+/gu
const han = /^\p{Script=Han}/u
/** Longer than any word people look for: a pasted address line would only swell the index. */
const longest = 40
/** Beyond so many, more grams make a search no quicker: what they leave in is read. */
const enough = 12
/** The most that one case is found by: a tsvector holds a megabyte, and no case anybody looks for comes near. */
const most = 20_000

/** The pieces of one run: 水渠塌了 is 水渠, 渠塌, 塌了. A single character of Han is too little to be found by. */
function* pieces(run: string): Generator<string> {
  if (!han.test(run)) return yield run.slice(0, longest)
  const chars = [...run]
  for (let i = 1; i < chars.length; i++) yield `${chars[i - 1]}${chars[i]}`
}

/** Everything these texts are found by. */
export function gramsOf(texts: readonly string[]): string[] {
  const found = new Set<string>()
  for (const text of texts)
    for (const [run] of plain(text).matchAll(runs))
      for (const piece of pieces(run)) {
        if (found.size >= most) return [...found]
        found.add(piece)
      }
  return [...found]
}

/** What somebody looks for: each term must stand in the text as written; its grams find the cases that may hold it. */
export type Sought = {
  readonly terms: readonly string[]
  readonly grams: readonly string[]
  /** Whether the grams alone already say that the terms stand there: else the texts are read. */
  readonly sure: boolean
}

/** Parts what is typed at spaces and signs. Undefined when nothing of it is long enough to be found by. */
export function sought(typed: string): Sought | undefined {
  const terms = [
    ...new Set(
      plain(typed)
        .split(/[^\p{L}\p{M}\p{N}]+/u)
        .filter(Boolean),
    ),
  ]
  const byTerm = terms.map((term) => [...term.matchAll(runs)].map(([run]) => [...pieces(run)]))
  const grams = [...new Set(byTerm.flat(2))]
  if (!grams.length) return undefined
  // one run that is one gram: wherever the gram stands, the term stands
  const sure = grams.length <= enough && byTerm.every((ofRuns) => ofRuns.length === 1 && ofRuns[0]?.length === 1)
  return { terms, grams: grams.slice(0, enough), sure }
}

/** Whether every term stands in one of these texts; letters and numbers as whole words, as they are indexed. */
export const holds = (texts: readonly string[], { terms }: Sought): boolean => {
  const all = texts.map(plain)
  return terms.every((term) => all.some((text) => standsIn(text, term) >= 0))
}

/** Where the term stands in the text, both plain; -1 when it does not, or only inside a longer word or number. */
export function standsIn(text: string, term: string, from = 0): number {
  for (let at = text.indexOf(term, from); at >= 0; at = text.indexOf(term, at + 1)) {
    const end = at + term.length
    if (!joined(text, at) && !joined(text, end)) return at
  }
  return -1
}
const whole = /^(?:\p{N}{2}|[^\P{L}\p{Script=Han}]{2})$/u
/** Whether one word or one number goes on across this place. */
const joined = (text: string, at: number) => at > 0 && whole.test(text.slice(at - 1, at + 1))
