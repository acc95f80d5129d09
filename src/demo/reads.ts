/** A few looks at the invented cases, so that the page of unusual reading has something to say: a late evening, and other people's cases. */
import { doing, type House } from '../access/command.ts'
import { readCase } from '../cases/reads/read-case.ts'
import type { Placed } from '../registry/setup.ts'
import { memberOf } from './member.ts'
import { momentOf } from './play.ts'

/** Who looks at how many of the newest cases they see, from when on, a minute apart. */
const evenings = [
  { slug: 'liutang-clerk', cases: 7, from: '-2d 23:20' },
  { slug: 'county-off1', cases: 24, from: '-3d 14:05' },
] as const

/** Plays them through the same command a person's browser calls. */
export async function playReads(house: House, jurisdictionId: number, placed: Placed) {
  const now = house.now()
  for (const { slug, cases, from } of evenings) {
    const caller = await memberOf(house, jurisdictionId, placed, slug)
    const rows = await doing(house, caller, (d) =>
      d.tx.selectFrom('cases').select('id').orderBy('registered_at', 'desc').limit(cases).execute(),
    )
    const start = momentOf(now, from).getTime()
    for (const [i, row] of rows.entries())
      await readCase(house, { ...caller, at: new Date(start + i * 60_000) }, { caseId: row.id })
  }
}
