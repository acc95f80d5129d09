/** The three administrators apart (GB/T 22239-2019, level 3): which role may hold which duty, and that none of them reads a case. */
import type { Programme } from './model.ts'
import type { Found } from './say.ts'
import type { Permission } from './vocabulary.ts'

/** The reserved role codes and what each may hold besides `self`. The database knows the same three (`officer_of`, migration 0007). */
export const officers = {
  'system-admin': ['people.manage', 'calendar.manage', 'outbox.read', 'support.see-as'],
  'security-admin': ['security.manage'],
  'audit-admin': ['audit.read'],
} as const satisfies Record<string, readonly Permission[]>

export const isOfficer = (role: string): role is keyof typeof officers => Object.hasOwn(officers, role)

/** What a scheme's roles get wrong: a duty in the wrong hands, or an administrator who could read cases. */
export function officerFaults(roles: Programme['roles']): Found[] {
  const duties = Object.entries(officers).flatMap(([role, may]) => may.map((p) => [p as Permission, role] as const))
  return Object.entries(roles).flatMap(([code, role]) => {
    const own: readonly Permission[] = isOfficer(code) ? officers[code] : []
    const may = ['roles', code, 'may']
    const faults = role.may.flatMap((p): Found[] => {
      const owner = duties.find(([duty]) => duty === p)?.[1]
      if (owner && owner !== code) return [{ path: may, wrong: 'officer-duty', params: { permission: p, owner } }]
      if (isOfficer(code) && p !== 'self' && !own.includes(p))
        return [{ path: may, wrong: 'officer-holds', params: { permission: p } }]
      return []
    })
    if (isOfficer(code) && role.scope !== 'none')
      faults.push({ path: ['roles', code, 'scope'], wrong: 'officer-scope' })
    return faults
  })
}
