/** What each row of the triage form offers: the scheme's words, departments, people, requests to join. */
import type { CaseView } from '../api.ts'
import type { Member } from '../case/known.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useMembers, useOrgs } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import type { Choice } from './ChoiceRow.tsx'
import type { Row, Sheet, Way } from './plan.ts'
import { useNeighbours } from './queries.ts'

/** As many as have a key; the rest is found by typing. */
export const inSight = 12

export function useChoices(c: CaseView, sheet: Sheet, ways: readonly Way[]) {
  const t = useT()
  const name = useName()
  const { word, options } = useScheme()
  const { data: orgs = [] } = useOrgs()
  const holder = c.holder?.id ?? ''
  const unit = sheet.way === 'dispatch' ? (sheet.department ?? '') : holder
  const { data: members = [] } = useMembers(unit || undefined)
  const near = useNeighbours(c.id).data
  const departments = orgs
    .filter((o) => o.handles && o.chain.includes(holder))
    // one's own first, then those of the orgs below
    .sort((a, b) => Number(b.parentId === holder) - Number(a.parentId === holder))
  const there = [...new Map(members.filter((m: Member) => m.orgId === unit).map((m) => [m.id, m])).values()]
  const joins = [...new Map([...(near?.alike ?? []), ...(near?.household ?? [])].map((n) => [n.id, n])).values()]
  const choices: Record<Row, readonly Choice[]> = {
    category: options('categories'),
    nature: options('natures'),
    way: ways.map((value) => ({ value, label: t(`triage.way.${value}`) })),
    department: departments.map((o) => ({ value: o.id, label: name(o) })),
    person: there.map((m) => ({ value: m.id, label: `${m.name} · ${word('roles', m.role)}` })),
    lead: joins.filter((n) => n.leads).map((n) => ({ value: n.number, label: n.title ?? n.opening, hint: n.number })),
  }
  return { choices, usualDay: near?.usualDay }
}
