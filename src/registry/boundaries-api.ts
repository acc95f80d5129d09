/** Routes of the map: the outlines a jurisdiction has put in, and putting them in. */
import { z } from 'zod'
import { originOf } from '../access/audit.ts'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { BoundariesInput, BoundariesKept, importBoundaries, listBoundaries, ShapeInput } from './boundaries-store.ts'

export function boundaryRoutes({ route }: Routes, house: House) {
  route({
    id: 'listBoundaries',
    tag: 'registry',
    method: 'get',
    path: '/boundaries',
    permission: 'self',
    summary: 'Outlines of villages, as far as the jurisdiction has put them in; polygons in degrees.',
    input: z.object({}),
    output: z.object({
      importedAt: z.iso.datetime().nullable(),
      items: z.array(z.object({ village: z.uuid(), shape: ShapeInput })),
    }),
    refusals: [],
    run: (caller, input) => listBoundaries(house, caller, input),
  })
  route({
    id: 'importBoundaries',
    tag: 'registry',
    method: 'post',
    path: '/boundaries',
    permission: 'people.manage',
    summary:
      'Puts outlines of villages in place of all there were; with anything wrong nothing is changed, and it is said what.',
    input: BoundariesInput,
    output: BoundariesKept,
    refusals: ['input.invalid'],
    run: (caller, input, ctx) => importBoundaries(originOf(ctx, house))(house, caller, input),
  })
}
