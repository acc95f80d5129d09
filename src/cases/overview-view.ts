/** What the overview gives: every count with what it takes to open the list it counts. */
import { z } from 'zod'
import { levels } from '../programme/vocabulary.ts'
import { states } from './model.ts'
import { OrgRef } from './views.ts'
import { ageBands } from './vocabulary.ts'

const count = z.number().int()
const counts = { n: count.describe('Open'), late: count.describe('Of these, past their next deadline') }

export const OverviewView = z
  .object({
    at: z.iso.datetime(),
    from: z.string(),
    to: z.string(),
    open: z.object({ ...counts, sentBack: count, reopened: count }),
    ages: z.array(z.object({ level: z.enum(levels), band: z.enum(ageBands), ...counts })),
    states: z.array(z.object({ state: z.enum(states), ...counts })),
    holders: z.array(z.object({ org: OrgRef, ...counts })),
    stuck: z
      .array(
        z.object({
          org: OrgRef,
          state: z.enum(states),
          late: count,
          median: count.describe('Whole days past the deadline'),
          longest: count,
          small: z.boolean().describe('Too few cases for the median to say much'),
        }),
      )
      .describe('Units and states where open cases have waited longest past their deadline'),
    categories: z.array(z.object({ category: z.string().nullable(), ...counts })),
    villages: z.array(
      z.object({ village: OrgRef, open: count, late: count, fresh: count.describe('Registered in the period') }),
    ),
    period: z.object({ registered: count, sentBack: count, reopened: count, ended: count }),
  })
  .meta({ id: 'Overview' })
