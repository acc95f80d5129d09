/** What a text is found by, and what is looked for: pairs of Chinese characters, whole words and numbers of other scripts. Pure. */

/** As both are compared: full width as plain, small letters, any white space one space. Traditional characters stay themselves. */
export const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()

/** Runs of Han, of other letters, of digits: 安和路13号 is 安和路, 13, 号. */
const runs = /\p{Script=Han}+|[[\p{L}\p{M}]--\p{Script=Han}]+|\p{N}+/gv
const han = /^\p{Script=Han}/u
/** Longer than any word people look for: a pasted address line would only swell the index. */
const longest = 40
/** The most places one case is found by: a tsvector counts no further. */
const most = 16_000

/** Pairs of a run, and its last character for what may follow directly: 安和路 is 安和, 和路, 路. */
function piecesOf(run: string): string[] {
  if (!han.test(run)) return [run.slice(0, longest)]
  const chars = [...run]
  return chars.map((char, i) => `${char}${chars[i + 1] ?? ''}`)
}

/** Everything these texts are found by, each with the places where it stands, so that what stands together is found together. */
export function gramsOf(texts: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  let at = 0
  for (const text of texts) {
    const said = plain(text)
    let end = -1
    at++
    for (const { 0: run, index } of said.matchAll(runs)) {
      // what a sign or a space parts is not looked for as one
      if (index !== end) at++
      end = index + run.length
      for (const piece of piecesOf(run)) {
        if (++at > most) return found
        const places = found.get(piece)
        if (places) places.push(at)
        else found.set(piece, [at])
      }
    }
  }
  return found
}

/** One place of a term: this gram, or any that begins with it. */
export type Place = { readonly gram: string; readonly begins?: true }
/** What somebody looks for: each term stands in the text as it was typed. */
export type Sought = { readonly terms: readonly string[]; readonly phrases: readonly (readonly Place[])[] }

/** Parts what is typed at spaces and signs. Undefined when nothing of it is long enough to be found by: one character stands everywhere. */
export function sought(typed: string): Sought | undefined {
  const terms = new Set(
    plain(typed)
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .filter((term) => term && !(han.test(term) && [...term].length === 1)),
  )
  if (!terms.size) return undefined
  return { terms: [...terms], phrases: [...terms].map(placesOf) }
}

function placesOf(term: string): Place[] {
  const all = [...term.matchAll(runs)].map(([run]) => piecesOf(run))
  const last = all.pop() ?? []
  // the text may go on where the term ends: its last character is then the first of a pair
  if (!han.test(last[0] ?? '')) return [...all.flat(), ...last].map((gram) => ({ gram }))
  const ends: Place[] =
    last.length === 1 ? last.map((gram) => ({ gram, begins: true })) : last.slice(0, -1).map((gram) => ({ gram }))
  return [...all.flat().map((gram) => ({ gram })), ...ends]
}
