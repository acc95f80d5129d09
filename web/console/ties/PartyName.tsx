/** One side of a tie: a member or unit by name with where they stand, a household by village, group and number. */
import { useOrgs } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import type { Party } from './queries.ts'

/** The same as one line, for choices and for reading out. */
export function usePartyLine() {
  const t = useT()
  const name = useName()
  const orgs = new Map((useOrgs().data ?? []).map((o) => [o.id, o]))
  return (p: Party) => {
    const unit = name(orgs.get(p.orgId))
    if (p.of === 'org') return { main: name(p), under: '' }
    if (p.of === 'member') return { main: p.name || t('liaison.unknown'), under: unit }
    return {
      main: t('liaison.household', { group: p.group ?? '', n: p.number ?? '' }),
      under: [unit, p.name].filter(Boolean).join(' · '),
    }
  }
}

export function PartyName({ party }: { party: Party }) {
  const { main, under } = usePartyLine()(party)
  return (
    <span className="party">
      <strong>{main}</strong>
      {under && <span className="under">{under}</span>}
    </span>
  )
}
