/** One spelling for one value: JSON with sorted keys and no spaces, as hashed into the log (the subset of RFC 8785 we use). */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined }

/** Canonical JSON. Absent members are left out; numbers are whole, so that no two spellings exist. */
export function canonical(value: Json | undefined): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'number' && !Number.isInteger(value)) throw new Error('the log holds whole numbers only')
  if (typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  let members = ''
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) members += `${members && ','}${JSON.stringify(key)}:${canonical(member)}`
  }
  return `{${members}}`
}
