/** How many people and orgs a difference concerns today. Pure. */
import type { Change } from '../programme/diff.ts'
import type { Who } from '../programme/duties.ts'
import type { Programme } from '../programme/model.ts'
import type { Side } from '../programme/ties.ts'
import type { People } from './store.ts'

export type Concern = { readonly members: number | null; readonly orgs: number | null }
const nobody: Concern = { members: null, orgs: null }

const some = (asked: readonly string[] | undefined, held: readonly string[]) =>
  !asked || asked.some((one) => held.includes(one))

/** Members whose post fits, each once. */
const members = ({ posts }: People, fits: (post: People['posts'][number]) => boolean): Concern => ({
  members: new Set(posts.filter(fits).map((p) => p.memberId)).size,
  orgs: null,
})
const orgs = (people: People, fits: (org: People['orgs'][number]) => boolean): Concern => ({
  members: null,
  orgs: people.orgs.filter(fits).length,
})

function ofWho(who: Who, scheme: Programme, people: People): Concern {
  if ('orgKinds' in who) return orgs(people, (o) => who.orgKinds.includes(o.kind) && some(who.traits, o.traits))
  return members(people, (p) => {
    const level = scheme.orgKinds[p.kind]?.level
    const there = !who.levels || (level !== undefined && who.levels.includes(level))
    return who.roles.includes(p.role) && there && some(who.traits, p.traits)
  })
}

function ofSide(side: Side, people: People): Concern {
  if ('member' in side)
    return members(people, (p) => some(side.member.roles, [p.role]) && some(side.member.traits, p.traits))
  if ('org' in side) return orgs(people, (o) => some(side.org.kinds, [o.kind]) && some(side.org.traits, o.traits))
  return nobody
}

/** Of an entry that goes those it was for, else those it will be for. */
export function concernOf(
  { part, code, what }: Change,
  sides: Record<'before' | 'after', Programme>,
  people: People,
): Concern {
  const scheme = what === 'gone' ? sides.before : sides.after
  switch (part) {
    // nobody holds yet what is only beginning to be
    case 'roles':
      return what === 'added' ? nobody : members(people, (p) => p.role === code)
    case 'orgKinds':
      return what === 'added' ? nobody : orgs(people, (o) => o.kind === code)
    case 'duties': {
      const duty = scheme.duties[code]
      return duty ? ofWho(duty.who, scheme, people) : nobody
    }
    case 'recordKinds': {
      const kind = scheme.recordKinds[code]
      return kind ? members(people, (p) => kind.fills.includes(p.role)) : nobody
    }
    case 'tieKinds': {
      const kind = scheme.tieKinds[code]
      return kind ? ofSide(kind.from, people) : nobody
    }
    default:
      return nobody
  }
}
