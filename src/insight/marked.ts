/** A line cut into pieces, those that were looked for marked. Pure. */

export type Piece = { readonly text: string; readonly mark: boolean }

/** Compared as the index compares: full width as plain, small letters. One sign may stand for several: each knows where it came from. */
function plainly(line: string): { text: string; from: number[] } {
  let text = ''
  const from: number[] = []
  let at = 0
  for (const char of line) {
    const plain = char.normalize('NFKC').toLowerCase()
    text += plain
    for (let i = 0; i < plain.length; i++) from.push(at)
    at += char.length
  }
  from.push(at)
  return { text, from }
}

/** Every place of every term. A line without any is one piece. */
export function marked(line: string, terms: readonly string[]): Piece[] {
  const { text, from } = plainly(line)
  const on = new Uint8Array(line.length)
  for (const term of terms)
    for (let at = text.indexOf(term); term && at >= 0; at = text.indexOf(term, at + 1)) {
      const end = from[at + term.length] ?? line.length
      for (let i = from[at] ?? 0; i < end; i++) on[i] = 1
    }
  const pieces: { text: string; mark: boolean }[] = []
  for (let i = 0; i < line.length; i++) {
    const last = pieces.at(-1)
    if (last && last.mark === (on[i] === 1)) last.text += line[i]
    else pieces.push({ text: line[i] ?? '', mark: on[i] === 1 })
  }
  return pieces
}

/** The part of a long line around its first mark, so that the mark is seen; `…` where it was cut. */
export function around(pieces: readonly Piece[], before = 16): Piece[] {
  const [first, ...rest] = pieces
  if (!first || first.mark || !rest.length) return [...pieces]
  const chars = [...first.text]
  if (chars.length <= before * 2) return [...pieces]
  return [{ text: `…${chars.slice(-before).join('')}`, mark: false }, ...rest]
}
