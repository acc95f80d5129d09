/** The output shapes of the figures. */
import { z } from 'zod'
import { Id } from '../cases/model.ts'
import { OrgRef, PersonRef } from '../cases/views.ts'
import { besides, fates, formulas, groupings, rates } from './vocabulary.ts'

const count = z.number().int()
const share = z.number().nullable()
const percents = count.nullable()

export const FigureView = z
  .object({
    formula: z.enum(formulas),
    numerator: count,
    denominator: count,
    rate: share.describe('null without a base'),
    low: share.describe('Wilson, 95 %'),
    high: share,
    percent: percents.describe('Rounded; 100 and 0 are said of all and none only'),
    lowPercent: percents.describe('Rounded outward'),
    highPercent: percents,
    reach: z.object({ asked: count, reachable: count, answered: count }),
    excluded: z.array(
      z.object({
        ground: z.string(),
        by: OrgRef.nullable().describe('The office that decided; null where the scheme itself leaves it out'),
        n: count,
      }),
    ),
    beside: z.array(z.object({ what: z.enum(besides), n: count })),
    channels: z.array(z.object({ channel: z.enum(['self', 'call']), numerator: count, denominator: count })),
    comparable: z.boolean().describe('The base is at least the scheme’s minimum'),
  })
  .meta({ id: 'Figure' })
export type FigureView = z.output<typeof FigureView>

export const FiguresView = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    at: z.iso.datetime(),
    minBase: count,
    whole: z.array(FigureView),
    outcomes: z.array(z.object({ fate: z.enum(fates), n: count })),
    by: z.enum(groupings),
    groups: z
      .array(
        z.object({
          key: z.string().nullable(),
          name: z.string(),
          nameEn: z.string(),
          figures: z.array(FigureView).describe('Response, resolution, satisfaction'),
        }),
      )
      .describe('By name; there is no rank'),
  })
  .meta({ id: 'Figures' })
export type FiguresView = z.output<typeof FiguresView>

export const ExclusionView = z
  .object({
    id: Id,
    caseId: Id,
    number: z.string(),
    opening: z.string(),
    rates: z.array(z.enum(rates)),
    ground: z.string(),
    counted: z.array(OrgRef),
    asked: z.object({
      at: z.iso.datetime(),
      member: PersonRef.nullable(),
      org: OrgRef.nullable(),
      note: z.string().nullable(),
    }),
    decided: z
      .object({
        decision: z.enum(['approved', 'refused']),
        at: z.iso.datetime(),
        member: PersonRef.nullable(),
        org: OrgRef.nullable(),
        reason: z.string().nullable(),
      })
      .nullable(),
    mayDecide: z.boolean(),
  })
  .meta({ id: 'Exclusion' })
export type ExclusionView = z.output<typeof ExclusionView>
