/** One spelling for one value: JSON with sorted keys and no spaces, as hashed into the log (the subset of RFC 8785 we use). */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined }

/** Canonical JSON. Absent members are left out; numbers are whole, so that no two spellings exist. */
export function canonical(value: Json | undefined): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'number' && !Number.isInteger(value)) throw new Error('the log holds whole numbers only')
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${members.join(',')}}`
}
