/** What a role may do, one plain sentence each, and the steps of a request it may take. */
import { type Step, steps } from '../../../src/cases/lifecycle.ts'
import { useT } from '../texts.ts'
import type { Role } from './queries.ts'

/** Steps whose permission the role holds. Whether one is open on a case also depends on who has it. */
const stepsOf = (may: readonly string[]) => (steps as readonly Step[]).filter((s) => may.includes(s.by))

export function RoleWords({ role, withSteps = false }: { role: Role; withSteps?: boolean }) {
  const t = useT()
  // two steps may have one name: from another state it is another row of the table
  const taken = [...new Set(stepsOf(role.may).map(({ action }) => t(`words.action.${action}`)))]
  return (
    <>
      <p>{t(`admin.roles.scope.${role.scope}`)}</p>
      {role.leads && <p>{t('admin.roles.leads')}</p>}
      {role.secondFactor && <p>{t('admin.roles.factor')}</p>}
      <ul className="role-words">
        {role.may.map((permission) => (
          <li key={permission}>{t(`admin.may.${permission}`)}</li>
        ))}
      </ul>
      {withSteps && taken.length > 0 && (
        <>
          <h3>{t('admin.roles.steps')}</h3>
          <ul className="role-steps">
            {taken.map((action) => (
              <li key={action} className="tag tag-ended">
                {action}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
