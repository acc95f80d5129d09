/** Routes of leave and standing in. */
import { z } from 'zod'
import { originOf } from '../access/audit.ts'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { AbsenceView } from './absence-view.ts'
import { endAbsence, enterAbsence, myAbsences, NewAbsence, officeAbsences, standInsFor } from './absences.ts'

const Id = z.uuid()
const Nothing = z.object({})

export function absenceRoutes({ route }: Routes, house: House) {
  route({
    id: 'myAbsences',
    tag: 'absences',
    method: 'get',
    path: '/absences/mine',
    permission: 'self',
    summary: 'Whether I am away, for whom I stand in, and what was entered before.',
    input: Nothing,
    output: z.object({
      away: AbsenceView.nullable(),
      standingIn: z.array(AbsenceView),
      mine: z.array(AbsenceView),
      asStandIn: z.array(AbsenceView),
    }),
    refusals: [],
    run: (caller, input) => myAbsences(house, caller, input),
  })
  route({
    id: 'officeAbsences',
    tag: 'absences',
    method: 'get',
    path: '/absences/office',
    permission: 'self',
    summary: 'Leave at the offices I lead or oversee.',
    input: Nothing,
    output: z.object({
      offices: z.array(Id),
      people: z.array(z.object({ id: Id, name: z.string() })),
      items: z.array(AbsenceView),
    }),
    refusals: [],
    run: (caller, input) => officeAbsences(house, caller, input),
  })
  route({
    id: 'standInsFor',
    tag: 'absences',
    method: 'get',
    path: '/absences/stand-ins',
    permission: 'self',
    summary: 'Who may stand in on these days: those at the same org or the one above.',
    input: NewAbsence.omit({ standInId: true }),
    output: z.object({
      items: z.array(z.object({ id: Id, name: z.string(), orgId: Id, role: z.string(), away: z.boolean() })),
    }),
    refusals: ['input.invalid', 'absence.not-yours'],
    run: (caller, input) => standInsFor(house, caller, input),
  })
  route({
    id: 'enterAbsence',
    tag: 'absences',
    method: 'post',
    path: '/absences',
    permission: 'self',
    summary:
      'Enters leave, with or without a stand-in: for oneself, or for somebody of an office one leads or oversees.',
    input: NewAbsence,
    output: AbsenceView,
    refusals: [
      'input.invalid',
      'absence.days',
      'absence.too-long',
      'absence.overlaps',
      'absence.not-yours',
      'absence.officer',
      'absence.stand-in-elsewhere',
      'absence.stand-in-away',
    ],
    run: (caller, input, ctx) => enterAbsence(originOf(ctx, house))(house, caller, input),
  })
  route({
    id: 'endAbsence',
    tag: 'absences',
    method: 'post',
    path: '/absences/{absenceId}/end',
    permission: 'self',
    summary: 'Ends leave now, or takes back one that has not begun.',
    input: z.object({ absenceId: Id }),
    output: AbsenceView,
    refusals: ['input.invalid', 'not-found', 'absence.not-yours', 'absence.over'],
    run: (caller, input, ctx) => endAbsence(originOf(ctx, house))(house, caller, input),
  })
}
