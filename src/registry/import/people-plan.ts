/** What each row of a list of people with posts would do: the person found or new, the post given, ended or as it is. Pure. */
import { usernameForm } from '../../access/vocabulary.ts'
import type { Programme } from '../../programme/model.ts'
import { mayBeHeldTogether } from '../appoint.ts'
import { isPhone, normalisePhone } from '../people.ts'
import { dayIn, digitsOf, nameOf, noEnd, plain, saysYes } from './cells.ts'
import type { Columns } from './columns.ts'
import type { Cell, Does, Fault, FaultCode, PersonField } from './model.ts'
import { codeNamed, finder, type KnownUnit, nodesOf } from './units-plan.ts'

export type KnownPost = {
  readonly id: string
  readonly orgId: string
  readonly role: string
  readonly startsOn: string
  readonly endsOn: string | null
  readonly isPublic: boolean
}
export type KnownPerson = {
  readonly id: string
  readonly name: string
  readonly phone: string | null
  readonly username: string | null
  /** Those not yet over. */
  readonly posts: readonly KnownPost[]
}
export type PersonRow = {
  readonly row: number
  readonly does: Does
  readonly label: string
  readonly faults: readonly Fault[]
  /** A person who is there, or the first row that is about them. */
  readonly person?: { readonly id: string } | { readonly row: number }
  readonly name?: string
  readonly phone?: string
  /** An account to be made. */
  readonly account?: string
  readonly post?: { orgId: string; role: string; startsOn: string; endsOn: string | null; isPublic: boolean }
  /** The post that is there already, and what changes of it. */
  readonly held?: { readonly id: string; readonly endsOn?: string; readonly isPublic?: boolean }
}

export function planPeople(
  scheme: Pick<Programme, 'roles'>,
  rows: readonly { row: number; cells: readonly Cell[] }[],
  columns: Columns,
  known: { readonly units: readonly KnownUnit[]; readonly people: readonly KnownPerson[] },
  { today, self }: { today: string; self: string },
): PersonRow[] {
  const { find } = finder(nodesOf(known.units))
  const byAccount = new Map(known.people.flatMap((p) => (p.username ? [[p.username, p]] : [])))
  const byPhone = Map.groupBy(
    known.people.filter((p) => p.phone),
    (p) => normalisePhone(p.phone ?? ''),
  )
  const byName = Map.groupBy(known.people, (p) => nameOf(p.name))

  /** New people of this list: by account, else phone, else name and unit; and the roles each would hold. */
  const firsts = new Map<string, number>()
  const roles = new Map<string, string[]>()
  const accounts = new Map<string, string>()
  const posts = new Set<string>()
  const aliases = new Map<string, string>()

  return rows.map(({ row, cells }): PersonRow => {
    const at = (field: PersonField) => cells[columns[field] ?? -1] ?? null
    const faults: Fault[] = []
    const fault = (field: PersonField, code: FaultCode, value = '') => void faults.push({ field, code, value })
    const name = nameOf(at('name'))
    const unitSaid = nameOf(at('unit'))
    const roleSaid = plain(at('role'))
    const phone = digitsOf(at('phone'))
    const account = plain(at('account')).toLowerCase()

    if (!name) fault('name', 'missing')
    else if ([...name].length > 50) fault('name', 'too-long', name.slice(0, 20))
    if (phone && !isPhone(phone)) fault('phone', 'bad-phone', phone.slice(0, 20))
    if (account && !usernameForm.test(account)) fault('account', 'bad-account', account.slice(0, 20))
    const unit = unitSaid ? find(unitSaid) : 'missing'
    if (typeof unit === 'string') fault('unit', unit, unitSaid)
    const kind = typeof unit === 'string' ? undefined : unit.kind
    // a word may fit several roles, and only one of them at this kind of unit
    const here = Object.fromEntries(Object.entries(scheme.roles).filter(([, r]) => !kind || r.at.includes(kind)))
    const role = codeNamed(here, roleSaid)
    if (!roleSaid) fault('role', 'missing')
    else if (!role) fault('role', codeNamed(scheme.roles, roleSaid) ? 'role-not-here' : 'unknown-role', roleSaid)

    const from = plain(at('from')) ? dayIn(at('from')) : today
    if (!from) fault('from', 'bad-day', plain(at('from')).slice(0, 20))
    const to = noEnd(at('to')) ? null : dayIn(at('to'), 'last')
    if (to === undefined) fault('to', 'bad-day', plain(at('to')).slice(0, 20))
    const isPublic = saysYes(at('public'))

    const orgId = typeof unit === 'string' ? undefined : unit.id
    const person = personFor({ name, phone, account, orgId })
    if (typeof person === 'string') fault(person === 'account-of-other' ? 'account' : 'name', person, name)
    if (faults.length || typeof person === 'string' || !orgId || !role || !from)
      return { row, does: 'fault', label: name, faults }

    const key = keyOf(person, { name, phone, account, orgId })
    if (person?.id === self) fault('name', 'own', name)
    if (account && (accounts.get(account) ?? key) !== key) fault('account', 'twice', account)
    if (account) accounts.set(account, key)
    const postKey = `${key} ${orgId} ${role}`
    if (posts.has(postKey)) fault('role', 'twice', roleSaid)
    posts.add(postKey)
    const held = person?.posts.find((p) => p.orgId === orgId && p.role === role)
    const last = to ?? null
    if (last && last < (held?.startsOn ?? from)) fault('to', 'day-order', last)
    const together = [...(roles.get(key) ?? person?.posts.map((p) => p.role) ?? []), role]
    roles.set(key, together)
    if (!held && !mayBeHeldTogether(together)) fault('role', 'officers-apart', roleSaid)

    const before = firsts.get(key)
    if (before === undefined) firsts.set(key, row)
    const newAccount = account && !person?.username && before === undefined ? account : undefined
    const otherPhone =
      phone && person && before === undefined && normalisePhone(person.phone ?? '') !== normalisePhone(phone)
    const ends = held && last !== null && held.endsOn !== last
    const shows = held && columns.public !== undefined && held.isPublic !== isPublic
    const done: Does = !held ? 'new' : ends ? 'end' : shows || newAccount || otherPhone ? 'change' : 'same'
    return {
      row,
      does: faults.length ? 'fault' : done,
      label: name,
      faults,
      person: person ? { id: person.id } : { row: before ?? row },
      name,
      ...((person ? otherPhone : phone) && { phone }),
      ...(newAccount && { account: newAccount }),
      ...(!held && { post: { orgId, role, startsOn: from, endsOn: last, isPublic } }),
      ...((ends || shows) &&
        held && { held: { id: held.id, ...(ends && { endsOn: last }), ...(shows && { isPublic }) } }),
    }
  })

  /** Rows about one new person are told by whatever they give: an account, else a phone with the name, else the name at that unit. */
  function keyOf(
    person: KnownPerson | undefined,
    said: { name: string; phone: string; account: string; orgId: string },
  ): string {
    if (person) return person.id
    const byWord = said.account && `account ${said.account}`
    const byCall = said.phone && `phone ${normalisePhone(said.phone)} ${said.name}`
    const byPlace = `name ${said.name} ${said.orgId}`
    const asked = [byWord, byCall, ...(byWord || byCall ? [] : [byPlace])].filter(Boolean)
    const key = asked.map((word) => aliases.get(word)).find(Boolean) ?? asked[0] ?? byPlace
    for (const word of [byWord, byCall, byPlace]) if (word && !aliases.has(word)) aliases.set(word, key)
    return key
  }

  /** By account, else by phone with the same name, else by name at that unit; a namesake elsewhere is somebody else. */
  function personFor(said: {
    name: string
    phone: string
    account: string
    orgId: string | undefined
  }): KnownPerson | undefined | FaultCode {
    const named = (p: KnownPerson) => nameOf(p.name) === said.name
    const owner = said.account ? byAccount.get(said.account) : undefined
    if (owner) return named(owner) ? owner : 'account-of-other'
    const callers = said.phone ? (byPhone.get(normalisePhone(said.phone)) ?? []).filter(named) : []
    if (callers.length > 1) return 'ambiguous-person'
    if (callers[0]) return callers[0]
    const here = (byName.get(said.name) ?? []).filter((p) => p.posts.some((post) => post.orgId === said.orgId))
    return here.length > 1 ? 'ambiguous-person' : here[0]
  }
}
