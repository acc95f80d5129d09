/** Codes that are words of the scheme. */
import type { Showing } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'

/** Refused with `case.code-unknown` where the scheme's list has no such code. */
export function checkCode({ house }: Showing, list: 'categories' | 'natures' | 'declineGrounds', code: string) {
  // a word every object knows, such as “constructor”, is none of the scheme's
  if (!Object.hasOwn(house.scheme[list], code)) throw new Refusal('case.code-unknown', { field: list, code })
}
