/** What each row of the triage form offers: the scheme's words, departments, people, requests to join. */
import type { CaseView } from '../api.ts'
import { useDepartments } from '../case/known.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useMembers } from '../queries.ts'
import { useT } from '../texts.ts'
import type { Choice } from './ChoiceRow.tsx'
import type { Row, Sheet, Way } from './plan.ts'
import { useNeighbours } from './queries.ts'

/** So many departments have a key; those `further` are found by typing. */
const inSight = 12

export function useChoices(c: CaseView, sheet: Sheet, ways: readonly Way[]) {
  const t = useT()
  const { word, options } = useScheme()
  const departments = useDepartments(c.holder?.id)
  const unit = sheet.way === 'dispatch' ? sheet.department : c.holder?.id
  const { data: members = [] } = useMembers(unit)
  const near = useNeighbours(c.id).data
  const there = [...new Map(members.filter((m) => m.orgId === unit).map((m) => [m.id, m])).values()]
  const joins = [...new Map([...(near?.alike ?? []), ...(near?.household ?? [])].map((n) => [n.id, n])).values()]
  const choices: Record<Row, readonly Choice[]> = {
    category: options('categories'),
    nature: options('natures'),
    way: ways.map((value) => ({ value, label: t(`triage.way.${value}`) })),
    department: departments.slice(0, inSight),
    person: there.map((m) => ({ value: m.id, label: `${m.name} · ${word('roles', m.role)}` })),
    lead: joins.filter((n) => n.leads).map((n) => ({ value: n.number, label: n.title ?? n.opening, hint: n.number })),
  }
  return { choices, further: departments.slice(inSight), usualDay: near?.usualDay }
}
