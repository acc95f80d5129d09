/** A few looks at the invented cases, so that the page of unusual reading has something to say: a late evening, and other people's cases. */
import { findMemberActor } from '../access/caller.ts'
import { doing, type House } from '../access/command.ts'
import { readCase } from '../cases/reads/read-case.ts'
import { addDays, dayOf } from '../kernel/calendar/deadline.ts'
import type { Placed } from '../registry/setup.ts'

/** Who looks at how many of the newest cases they see, how many days ago, from what time on, a minute apart. */
const evenings = [
  { slug: 'liutang-clerk', cases: 7, daysAgo: 2, time: '23:20' },
  { slug: 'county-off1', cases: 24, daysAgo: 3, time: '14:05' },
] as const

/** Plays them through the same command a person's browser calls. */
export async function playReads(house: House, jurisdictionId: number, placed: Placed) {
  const today = dayOf(house.now())
  for (const { slug, cases, daysAgo, time } of evenings) {
    const actor = await findMemberActor(house.db, house.scheme, jurisdictionId, placed.members.get(slug) ?? '', today)
    if (!actor) throw new Error(`demo: no member ${slug}`)
    const caller = { jurisdictionId, actor, language: 'zh-CN' as const }
    const rows = await doing(house, caller, (d) =>
      d.tx.selectFrom('cases').select('id').orderBy('registered_at', 'desc').limit(cases).execute(),
    )
    const start = new Date(`${addDays(today, -daysAgo)}T${time}:00+08:00`).getTime()
    for (const [i, row] of rows.entries())
      await readCase(house, { ...caller, at: new Date(start + i * 60_000) }, { caseId: row.id })
  }
}
