/** The orgs of a jurisdiction as lists and pages name them, remembered for seconds: a county has near a thousand, and they change by the week. */
import type { House } from '../access/command.ts'
import { type Chains, orgsById } from './store.ts'

const rememberMs = 5_000
type Known = { readonly until: number; readonly orgs: Promise<Chains> }
const remembered = new WeakMap<House['db'], Map<number, Known>>()

/** Every org by id, for showing. What is decided reads them in its own transaction (`orgsById`). */
export function knownOrgs({ db, now }: House, jurisdictionId: number): Promise<Chains> {
  const known = remembered.get(db) ?? new Map<number, Known>()
  remembered.set(db, known)
  const at = now().getTime()
  const last = known.get(jurisdictionId)
  if (last && last.until > at) return last.orgs
  const orgs = db.aside({ jurisdictionId }, orgsById)
  known.set(jurisdictionId, { until: at + rememberMs, orgs })
  // what failed is not remembered
  orgs.catch(() => known.delete(jurisdictionId))
  return orgs
}

/** After a change of units this process shows it at once; others within seconds. */
export const forgetOrgs = ({ db }: House, jurisdictionId: number) => remembered.get(db)?.delete(jurisdictionId)
