/** A version as it counts on a day: with the numbers put where the document has none. */
import { filledIn } from '../programme/blanks.ts'
import type { Running } from '../programme/running.ts'
import type { Version } from './store.ts'

export const running = ({
  code,
  version,
  startsOn,
  endsOn,
  scheme,
  filled,
}: Pick<Version, 'code' | 'version' | 'startsOn' | 'endsOn' | 'scheme' | 'filled'>): Running => ({
  code,
  version,
  startsOn,
  endsOn,
  scheme: filledIn(scheme, filled),
})
