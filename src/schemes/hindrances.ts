/** What stands in the way of a change of schemes: words said twice otherwise, posts and orgs that would lose their kind, nobody left who may change it. */
import type { Doing } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import { t } from '../kernel/texts.ts'
import { type Clash, clashes, type Told } from '../programme/clash.ts'
import type { Programme } from '../programme/model.ts'
import { inForce } from '../programme/running.ts'
import { overlap, turns } from '../programme/timeline.ts'
import { running } from './running-version.ts'
import { peopleOn, stillHeld, stillThere, type Version } from './store.ts'
import { readShipped } from './used.ts'

export type Problem = {
  readonly code: 'scheme.clash' | 'scheme.in-use' | 'scheme.locks-out'
  readonly params: Record<string, string | number>
  /** One for each thing to put right, in the reader's language. */
  readonly lines: readonly string[]
}
type Judged = Pick<Version, 'code' | 'version' | 'startsOn' | 'endsOn' | 'scheme' | 'source' | 'filled'>
type Timelines = { readonly before: readonly Judged[]; readonly after: readonly Judged[] }

/** Of a change as a whole. `next` is what is applied; nothing where one is only ended. */
export async function problemsOf(d: Doing, change: Timelines & { next?: Judged }): Promise<Problem[]> {
  const problems = [...(change.next ? clashProblem(d, change.next, change.after) : []), ...(await inUse(d, change))]
  return [...problems, ...(await lockedOut(d, change))]
}

function clashProblem(d: Doing, next: Judged, after: readonly Judged[]): Problem[] {
  const beside = after.filter((one) => one.code !== next.code && overlap(one, next))
  const { shipped } = d.house.schemes
  // where nothing of its own leads on some day, what is shipped does
  const led = [...beside, next].some((one) => one.scheme.uses.length === 0)
  const base: Told[] = led ? [] : [{ scheme: shipped, source: readShipped(shipped.programme) }]
  const found = clashes(next, [...beside, ...base])
  if (!found.length) return []
  const { language } = d.caller
  const line = ({ part, code, name, other }: Clash) =>
    t(language, 'programme.clash', {
      part: t(language, `programme.part.${part}`),
      name: name[language],
      path: `${part}.${code}`,
      other: other.title[language],
    })
  return [{ code: 'scheme.clash', params: { n: found.length }, lines: found.map(line) }]
}

/** What holds today or later and would not any more: code → the first day on which it would be missing. */
function lost(d: Doing, { before, after }: Timelines, part: 'roles' | 'orgKinds'): Map<string, string> {
  const { shipped } = d.house.schemes
  const on = (all: readonly Judged[], day: string): Programme => inForce(all.map(running), day, shipped)
  const found = new Map<string, string>()
  for (const day of turns([...before, ...after], dayOf(d.at))) {
    const [was, is] = [on(before, day)[part], on(after, day)[part]]
    for (const code of Object.keys(was)) if (!is[code] && !found.has(code)) found.set(code, day)
  }
  return found
}

const shownNames = 10
async function inUse(d: Doing, timelines: Timelines): Promise<Problem[]> {
  const { language } = d.caller
  const [roles, kinds] = [lost(d, timelines, 'roles'), lost(d, timelines, 'orgKinds')]
  const held = (await stillHeld(d.tx, [...roles.keys()])).filter(
    ({ code, endsOn }) => endsOn === null || endsOn >= (roles.get(code) ?? ''),
  )
  const there = await stillThere(d.tx, [...kinds.keys()])
  const word = (part: 'roles' | 'orgKinds', code: string) =>
    [...timelines.before.map((one) => one.scheme), d.house.scheme]
      .map((scheme) => scheme[part][code]?.name[language])
      .findLast(Boolean) ?? code
  const line = (part: 'roles' | 'orgKinds', rows: readonly { code: string; name: string }[], code: string) => {
    const names = [...new Set(rows.filter((r) => r.code === code).map((r) => r.name))]
    return t(language, `programme.in-use.${part}`, {
      name: word(part, code),
      code,
      n: names.length,
      names: names.slice(0, shownNames).join(t(language, 'programme.join')) + (names.length > shownNames ? ' …' : ''),
    })
  }
  const lines = (part: 'roles' | 'orgKinds', rows: readonly { code: string; name: string }[]) =>
    [...new Set(rows.map((r) => r.code))].map((code) => line(part, rows, code))
  const all = [...lines('roles', held), ...lines('orgKinds', there)]
  return all.length ? [{ code: 'scheme.in-use', params: { n: all.length }, lines: all }] : []
}

/** Whoever keeps the schemes must still be there afterwards, or nobody could change them back at the desk. */
async function lockedOut(d: Doing, { before, after }: Timelines): Promise<Problem[]> {
  const today = dayOf(d.at)
  const { shipped } = d.house.schemes
  const { posts } = await peopleOn(d.tx, today)
  const kept = (all: readonly Judged[], day: string) => {
    const { roles } = inForce(all.map(running), day, shipped)
    return posts.some((p) => roles[p.role]?.may.includes('programme.manage'))
  }
  const out = turns([...before, ...after], today).some((day) => kept(before, day) && !kept(after, day))
  return out ? [{ code: 'scheme.locks-out', params: {}, lines: [] }] : []
}
