/** What the invented county works by and has written down: schemes, places, ties and records, through the commands a person would use. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { type MemberCaller, scopeOf } from '../access/caller.ts'
import type { House } from '../access/command.ts'
import { recountAll } from '../duties/keep.ts'
import { addDays, type Day, dayOf } from '../kernel/calendar/deadline.ts'
import { makeTie } from '../liaison/make.ts'
import { takeRecordStep, writeRecord } from '../records/service.ts'
import { addPlace } from '../registry/places.ts'
import type { Placed } from '../registry/setup.ts'
import { applyScheme } from '../schemes/apply.ts'
import { planScheme } from '../schemes/plan.ts'
import { found, memberOf } from './member.ts'

const Told = z.object({
  kind: z.string(),
  /** One after another; each writes as often as the entry says. */
  by: z.array(z.string()),
  /** For which unit, one for each writer; left out, the writer's own village. */
  at: z.array(z.string()).optional(),
  /** The unit is a field of the form as well. */
  village: z.boolean().default(false),
  first: z.number().int(),
  every: z.number().int(),
  times: z.number().int(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  words: z.record(z.string(), z.array(z.string())).default({}),
  steps: z.array(z.object({ step: z.string(), by: z.array(z.string()) })).default([]),
  promise: z.object({ what: z.string(), in: z.number().int() }).optional(),
})
const Work = z.object({
  schemes: z.array(z.string()),
  places: z.array(
    z.object({
      kind: z.string(),
      org: z.string(),
      name: z.string(),
      address: z.string().default(''),
      hours: z.string().default(''),
      phone: z.string().default(''),
    }),
  ),
  ties: z.array(z.object({ kind: z.string(), from: z.string(), to: z.string(), reason: z.string() })),
  records: z.array(Told),
})

const programmes = fileURLToPath(new URL('../../programmes/', import.meta.url))

/** Plays the file: schemes from the first of the year, everything else on its day. */
export async function playWork(house: House, jurisdictionId: number, placed: Placed, file: string) {
  const work = Work.parse(parse(readFileSync(file, 'utf8')))
  const today = dayOf(house.now())
  const year = Number(today.slice(0, 4))
  // a scheme cannot begin in the past: this house stands at the beginning of the year
  const then: House = { ...house, now: () => new Date(`${year}-01-01T08:00:00+08:00`) }
  for (const code of work.schemes) {
    const caller = await memberOf(house, jurisdictionId, placed, 'county-dir')
    const source = readFileSync(join(programmes, `${code}.yaml`), 'utf8')
    const from = { source, startsOn: `${year}-01-01` }
    const { plan } = await planScheme(then, caller, from)
    await applyScheme()(then, caller, { ...from, token: plan?.token ?? '' })
  }
  const director = await memberOf(house, jurisdictionId, placed, 'county-dir')
  for (const { org, ...place } of work.places)
    await addPlace(house, director, { ...place, orgId: found(placed.orgs, org).id })
  const idOf = (slug: string) => placed.orgs.get(slug)?.id ?? found(placed.members, slug)
  for (const { from, to, ...tie } of work.ties)
    await makeTie(house, director, { ...tie, fromId: idOf(from), toId: idOf(to) })
  const callers = new Map<string, MemberCaller>()
  const callerOf = async (slug: string) => {
    const caller = callers.get(slug) ?? (await memberOf(house, jurisdictionId, placed, slug))
    callers.set(slug, caller)
    return caller
  }
  for (const told of work.records) await tell(house, placed, told, today, callerOf)
  await recountAll(house, jurisdictionId)
}

async function tell(
  house: House,
  placed: Placed,
  told: z.output<typeof Told>,
  today: Day,
  callerOf: (slug: string) => Promise<MemberCaller>,
) {
  const year = today.slice(0, 4)
  for (const [n, slug] of told.by.entries()) {
    const caller = await callerOf(slug)
    const org = found(placed.orgs, told.at?.[n] ?? slug.replace(/-[^-]*$/, '')).id
    // the households this member sees
    const households = await house.db.transaction(scopeOf(caller), (tx) =>
      tx.selectFrom('households').select('id').where('village_id', '=', org).orderBy('number').execute(),
    )
    for (let k = 0; k < told.times; k++) {
      const onDay = addDays(today, -told.first + k * told.every + n)
      if (onDay > today || onDay < `${year}-01-01`) continue
      const at = new Date(`${onDay}T19:40:00+08:00`)
      const household = households[(n * 7 + k * 3) % Math.max(1, households.length)]?.id
      const words = Object.fromEntries(
        Object.entries(told.words).map(([field, said]) => [field, said[(n + k) % said.length] ?? '']),
      )
      const written = await writeRecord(
        house,
        { ...caller, at },
        {
          clientKey: `demo-${told.kind}-${told.first}-${slug}-${k}`,
          kind: told.kind,
          orgId: org,
          onDay,
          fields: {
            ...told.fields,
            ...words,
            ...(told.kind === 'visit' && household && { household }),
            ...(told.village && { village: org }),
          },
          promises:
            told.promise && k === told.times - 1
              ? [{ what: told.promise.what, dueOn: addDays(today, told.promise.in) }]
              : [],
        },
      )
      let { version } = written
      for (const { step, by } of told.steps) {
        const after = { ...(await callerOf(by[n] ?? slug)), at: new Date(at.getTime() + 3_600_000) }
        version = (await takeRecordStep(house, after, { recordId: written.id, version, step })).version
      }
    }
  }
}
