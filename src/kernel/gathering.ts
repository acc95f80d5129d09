/** Gathers what arrives while the last batch is under way into the next: one commit for many, and none waits for others to come. */

export type Gathering<T, R> = {
  /** At most so many batches at once; the first of a quiet moment goes at once, alone. */
  readonly atOnce: number
  /** At most so many in one batch. */
  readonly most: number
  /** Does them all, or none and throws; one result each, in their order. */
  readonly run: (items: readonly T[]) => Promise<readonly R[]>
  /** Items of one sort never share a batch with those of another. */
  readonly sort: (item: T) => unknown
}

type Waiting<T, R> = { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }

/** Hands items in one by one and has them done in batches. A batch that fails is done again one by one: the bad one fails alone. */
export function gather<T, R>({ atOnce, most, run, sort }: Gathering<T, R>) {
  const waiting: Waiting<T, R>[] = []
  let underWay = 0

  /** The next batch: the oldest that waits, and those of its sort behind it. */
  const next = () => {
    const of = sort((waiting[0] as Waiting<T, R>).item)
    const other = waiting.findIndex((w) => sort(w.item) !== of)
    return waiting.splice(0, Math.min(most, other < 0 ? waiting.length : other))
  }
  async function begin() {
    if (underWay >= atOnce || waiting.length === 0) return
    underWay++
    const batch = next()
    try {
      const results = await run(batch.map((w) => w.item))
      for (const [i, w] of batch.entries()) w.resolve(results[i] as R)
    } catch (error) {
      const [only] = batch
      if (batch.length === 1) only?.reject(error)
      else await Promise.all(batch.map(alone))
    } finally {
      underWay--
      void begin()
    }
  }
  const alone = async (w: Waiting<T, R>) => {
    try {
      w.resolve((await run([w.item]))[0] as R)
    } catch (error) {
      w.reject(error)
    }
  }
  return {
    waiting: () => waiting.length,
    add: (item: T) =>
      new Promise<R>((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        void begin()
      }),
  }
}
