/** How alike two requests are, by the pairs of characters they share: no dictionary, no model, the same on every machine. */

/** Letters and digits only, small: what is written differently by habit is not told apart by it. */
const plain = (text: string) =>
  [...text.normalize('NFKC').toLowerCase()].filter((c) => /[\p{L}\p{N}]/u.test(c)).join('')

/** What stands in every request and says nothing of the matter: it parts a text like a comma. */
const said =
  /我们|村里|镇里|大家|麻烦|反映|希望|领导|政府|解决|情况|问题|时候|现在|已经|[^\p{L}\p{N}]|[的了是在都就也还很我你您他她它们这那有没不请看一下想问能吗呢吧啊和跟把被给让要会得好几多少什么怎]/u

export function pairs(text: string): ReadonlySet<string> {
  const runs = text.normalize('NFKC').toLowerCase().split(said)
  return new Set(
    runs.flatMap((run) => {
      const all = [...run]
      return all.slice(1).map((c, i) => `${all[i]}${c}`)
    }),
  )
}

/** From here on two requests look like the same matter. A person decides: one too many costs a glance, one too few a second visit. */
const enough = 0.3

type Told = { readonly words: string; readonly place: string | null }
export type Alike = { readonly words: boolean; readonly place: boolean; readonly score: number }

/**
 * Compares one request with others. A pair counts by how rare it is among them: much of a village writes “自来”, few write “泵站”.
 * The score is the share of the shorter text’s weight found in the other, 0 to 1.
 */
export function likenessTo(one: Told, others: readonly Told[]): Alike[] {
  const mine = pairs(one.words)
  const theirs = others.map((o) => pairs(o.words))
  const seen = new Map<string, number>()
  for (const set of [mine, ...theirs]) for (const pair of set) seen.set(pair, (seen.get(pair) ?? 0) + 1)
  const weight = (pair: string) => Math.log(1 + theirs.length / Math.max(1, (seen.get(pair) ?? 1) - 1))
  const sum = (set: Iterable<string>) => [...set].reduce((total, pair) => total + weight(pair), 0)
  const whole = sum(mine)
  return others.map((other, i) => {
    const set = theirs[i] ?? new Set()
    const shorter = Math.min(whole, sum(set))
    const shared = shorter === 0 ? 0 : sum([...mine].filter((pair) => set.has(pair))) / shorter
    return { words: shared >= enough, place: samePlace(one, other), score: shared }
  })
}

/** The same place by name, or one request’s place told in the other’s words. */
export function samePlace(a: Told, b: Told): boolean {
  const [here, there] = [plain(a.place ?? ''), plain(b.place ?? '')]
  const named = (place: string, words: string) => place.length >= 3 && plain(words).includes(place)
  if (here.length >= 2 && there.length >= 2 && (here === there || within(here, there) || within(there, here)))
    return true
  return named(here, b.words) || named(there, a.words)
}
/** “老碾房” and “老碾房东边” are one place; “三组” and “三组老碾房” need not be. */
const within = (short: string, long: string) => short.length >= 3 && long.includes(short)
