/** Routes over the schemes a place runs: everybody reads them, whoever keeps them plans, applies, ends and fills. */
import { z } from 'zod'
import { originOf } from '../access/audit.ts'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { applyScheme, endScheme, fillBlank } from './apply.ts'
import { draftFile } from './draft.ts'
import { knownTo } from './known.ts'
import { listSchemes, ReadInput, readScheme } from './list.ts'
import {
  ApplyInput,
  DraftInput,
  EndInput,
  FillInput,
  Known,
  PlanInput,
  Planned,
  SchemeLine,
  SchemeView,
} from './model.ts'
import { planScheme } from './plan.ts'

const tag = 'programme'
const keeps = { tag, permission: 'programme.manage' } as const
const days = ['scheme.day-past', 'scheme.days'] as const
const inTheWay = ['scheme.in-use', 'scheme.locks-out'] as const

export function schemeRoutes({ route }: Routes, house: House) {
  route({
    id: 'listSchemes',
    tag,
    method: 'get',
    path: '/schemes',
    permission: 'self',
    summary: 'Every scheme that runs, ran or will run here, version by version, the newest first.',
    input: z.object({}),
    output: z.object({
      items: z.array(SchemeLine),
      shipped: z.object({
        code: z.string(),
        title: z.string(),
        leads: z.boolean().describe('Requests go by it: nothing that runs brings channels and limits of its own'),
      }),
    }),
    refusals: [],
    run: (caller, input) => listSchemes(house, caller, input),
  })
  route({
    ...keeps,
    id: 'knownSchemes',
    method: 'get',
    path: '/schemes/known',
    summary: 'Duties, ties and kinds of records of the files that are shipped, to choose from.',
    input: z.object({}),
    output: Known,
    refusals: [],
    run: async (caller) => knownTo(caller.language),
  })
  route({
    id: 'readScheme',
    tag,
    method: 'get',
    path: '/schemes/{code}/{version}',
    permission: 'self',
    summary: 'One version in plain words, with what is not set, and its file as it was given.',
    input: ReadInput,
    output: SchemeView,
    refusals: ['input.invalid', 'not-found'],
    run: (caller, input) => readScheme(house, caller, input),
  })
  route({
    ...keeps,
    id: 'planScheme',
    method: 'post',
    path: '/schemes/plan',
    summary: 'What a file would change, and whom it concerns; or every fault of it. Changes nothing.',
    input: PlanInput,
    output: Planned,
    refusals: ['input.invalid', ...days],
    run: (caller, input) => planScheme(house, caller, input),
  })
  route({
    ...keeps,
    id: 'draftScheme',
    method: 'post',
    path: '/schemes/draft',
    summary: 'A first file made of answers, commented. Changes nothing.',
    input: DraftInput,
    output: z.object({ source: z.string() }),
    refusals: ['input.invalid', 'not-found'],
    run: async (caller, input) => ({ source: draftFile(input, caller.language) }),
  })
  route({
    ...keeps,
    id: 'applyScheme',
    method: 'post',
    path: '/schemes',
    status: 201,
    summary: 'Puts a file into force from a day on, as it was planned.',
    input: ApplyInput,
    output: z.object({
      code: z.string(),
      version: z.number().int(),
      startsOn: z.string(),
      endsOn: z.string().nullable(),
    }),
    refusals: ['input.invalid', 'scheme.faulty', ...days, 'scheme.changed', 'scheme.clash', ...inTheWay],
    run: (caller, input, ctx) => applyScheme(originOf(ctx, house))(house, caller, input),
  })
  route({
    ...keeps,
    id: 'endScheme',
    method: 'post',
    path: '/schemes/{code}/end',
    summary: 'Ends a scheme with a day; what was to begin later never does.',
    input: EndInput,
    output: z.object({ ended: z.number().int(), withdrawn: z.number().int() }),
    refusals: ['input.invalid', 'not-found', 'scheme.day-past', 'scheme.not-running', ...inTheWay],
    run: (caller, input, ctx) => endScheme(originOf(ctx, house))(house, caller, input),
  })
  route({
    ...keeps,
    id: 'fillBlank',
    method: 'post',
    path: '/schemes/{code}/fill',
    summary: 'Puts a number where the document has none.',
    input: FillInput,
    output: FillInput,
    refusals: ['input.invalid', 'not-found', 'scheme.no-blank', 'scheme.blank-filled'],
    run: (caller, input, ctx) => fillBlank(originOf(ctx, house))(house, caller, input),
  })
}
