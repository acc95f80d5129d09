/** A line cut into pieces, those that were looked for marked. Pure. */

export type Piece = { readonly text: string; readonly mark: boolean }

/** Compared as the index compares: full width as plain, small letters. One sign may stand for several: each knows where it came from. */
function plainly(line: string): { text: string; from: (at: number) => number } {
  const small = line.toLowerCase()
  // nearly every line is plain already
  if (line.normalize('NFKC') === line && small.length === line.length) return { text: small, from: (at) => at }
  let text = ''
  const from: number[] = []
  let at = 0
  for (const char of line) {
    const plain = char.normalize('NFKC').toLowerCase()
    text += plain
    for (let i = 0; i < plain.length; i++) from.push(at)
    at += char.length
  }
  return { text, from: (i) => from[i] ?? at }
}

/** Every place of every term. A line without any is one piece. */
export function marked(line: string, terms: readonly string[]): Piece[] {
  const { text, from } = plainly(line)
  const spans: { from: number; to: number }[] = []
  for (const term of terms)
    for (let at = text.indexOf(term); term && at >= 0; at = text.indexOf(term, at + 1))
      spans.push({ from: from(at), to: from(at + term.length) })
  spans.sort((a, b) => a.from - b.from)
  const pieces: { text: string; mark: boolean }[] = []
  let end = 0
  for (const span of spans) {
    if (span.to <= end) continue
    if (span.from > end) pieces.push({ text: line.slice(end, span.from), mark: false })
    const more = line.slice(Math.max(end, span.from), span.to)
    const last = pieces.at(-1)
    if (last?.mark) last.text += more
    else pieces.push({ text: more, mark: true })
    end = span.to
  }
  if (end < line.length) pieces.push({ text: line.slice(end), mark: false })
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
