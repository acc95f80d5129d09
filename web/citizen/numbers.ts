/** Numbers and codes in groups, large enough to read out over the phone. */

/** 653190 → 6 5 3 1 9 0 */
export const spaced = (code: string) => [...code].join(' ')
