/** Routes of the working-day calendar. */
import { z } from 'zod'
import { originOf } from '../access/audit.ts'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { calendarState, HolidayNotice, importHolidays } from './holidays.ts'

const count = z.number().int()

export function holidayRoutes({ route }: Routes, house: House) {
  route({
    id: 'getCalendar',
    tag: 'calendar',
    method: 'get',
    path: '/calendar',
    permission: 'self',
    summary: 'Which years of working days are known, and whether they end soon.',
    input: z.object({}),
    output: z.object({
      lastKnownYear: count,
      endsSoon: z.boolean().describe('Three months before the data end: the next notice must be put in'),
      provisional: count.describe('Open limits in my scope that run into a year not known'),
      imported: z.array(z.object({ year: count, source: z.string(), at: z.iso.datetime() })),
    }),
    refusals: [],
    run: (caller, input) => calendarState(house, caller, input),
  })
  route({
    id: 'importHolidays',
    tag: 'calendar',
    method: 'post',
    path: '/calendar/years',
    permission: 'calendar.manage',
    summary:
      'Imports the yearly notice; provisional limits are counted again, and no date told to a resident moves earlier.',
    input: HolidayNotice,
    output: z.object({ year: count, counted: count, moved: count }),
    refusals: ['input.invalid', 'calendar.other-year', 'calendar.off-and-work'],
    run: (caller, input, ctx) => importHolidays(house, caller, input, originOf(ctx, house)),
  })
}
