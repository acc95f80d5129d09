/** Prepared words of the invented county's offices, and one leave, so that both can be seen before anybody has written or entered any. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { House } from '../access/command.ts'
import { makeTemplate, TemplateInput } from '../cases/templates/templates.ts'
import { addDays, dayOf } from '../kernel/calendar/deadline.ts'
import { enterAbsence } from '../registry/absences.ts'
import type { Placed } from '../registry/setup.ts'
import { found, memberOf } from './member.ts'

const Prepared = z.array(TemplateInput.omit({ orgId: true }).extend({ org: z.string(), by: z.string() }))

/** Writes them through the same command as a person would. */
export async function playTemplates(house: House, jurisdictionId: number, placed: Placed, file: string) {
  for (const { org, by, ...words } of Prepared.parse(parse(readFileSync(file, 'utf8'))))
    await makeTemplate(house, await memberOf(house, jurisdictionId, placed, by), {
      ...words,
      orgId: found(placed.orgs, org).id,
    })
}

/** One liaison is on leave from today for a week, and a colleague stands in. */
export async function playLeave(house: House, jurisdictionId: number, placed: Placed, who: string, standIn: string) {
  const today = dayOf(house.now())
  await enterAbsence({})(house, await memberOf(house, jurisdictionId, placed, who), {
    standInId: found(placed.members, standIn),
    startsOn: today,
    endsOn: addDays(today, 7),
  })
}
