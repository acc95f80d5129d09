/** Wrong guesses of a code or link, counted by the hour and in memory: whoever guesses on is refused before the next is looked at. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Refusal } from '../kernel/errors.ts'

/** Counts up to so many wrong ones an hour for each key. */
export function wrongTries(most: number) {
  const tries = new RateLimiterMemory({ points: most, duration: 3600 })
  return {
    /** Refused with `case.code-tries` while there were too many. */
    check: async (key: string) => {
      const used = await tries.get(key)
      if (used && used.consumedPoints >= most)
        throw new Refusal('case.code-tries', {
          seconds: Math.ceil(used.msBeforeNext / 1000),
          minutes: Math.ceil(used.msBeforeNext / 60_000),
        })
    },
    // one too many is no failure: the next check says so
    count: (key: string) => tries.consume(key).catch(() => undefined),
  }
}
