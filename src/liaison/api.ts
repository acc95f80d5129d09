/** Routes of ties: kinds, lists, gaps and proposals; making and ending them; what the other side may be shown. */
import { z } from 'zod'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { refusals } from '../kernel/errors.ts'
import {
  CandidateFilter,
  Candidates,
  GapFilter,
  Gaps,
  Kinds,
  listCandidates,
  listGaps,
  listTieKinds,
  listTies,
  ProposalOut,
  proposal,
  TieFilter,
  Ties,
} from './list.ts'
import { ChangeConsent, changeConsent, EndTie, endTie, MakeTie, MakeTies, makeTie, makeTies } from './make.ts'

const codes = Object.keys(refusals) as [keyof typeof refusals, ...(keyof typeof refusals)[]]
const manages = { tag: 'ties', permission: 'ties.manage' } as const

export function tieRoutes({ route }: Routes, house: House) {
  route({
    ...manages,
    id: 'listTieKinds',
    method: 'get',
    path: '/tie-kinds',
    summary: 'Which ties the running schemes ask for, between whom, and how many on each side.',
    input: z.object({}),
    output: Kinds,
    refusals: [],
    run: (caller, input) => listTieKinds(house, caller, input),
  })
  route({
    ...manages,
    id: 'listTies',
    method: 'get',
    path: '/ties',
    summary: 'Ties with both sides, newest first; of one side with those before.',
    input: TieFilter,
    output: Ties,
    refusals: ['input.invalid'],
    run: (caller, input) => listTies(house, caller, input),
  })
  route({
    ...manages,
    id: 'listTieGaps',
    method: 'get',
    path: '/ties/gaps',
    summary: 'Who is served by too few and who serves too few, counted for each unit.',
    input: GapFilter,
    output: Gaps,
    refusals: ['input.invalid', 'tie.kind-unknown'],
    run: (caller, input) => listGaps(house, caller, input),
  })
  route({
    ...manages,
    id: 'listTieCandidates',
    method: 'get',
    path: '/ties/candidates',
    summary: 'Who would fit beside this one: nearest first, then whoever has fewest.',
    input: CandidateFilter,
    output: Candidates,
    refusals: ['input.invalid', 'not-found', 'tie.kind-unknown'],
    run: (caller, input) => listCandidates(house, caller, input),
  })
  route({
    ...manages,
    id: 'proposeTies',
    method: 'get',
    path: '/ties/proposal',
    summary: 'A proposal that fills the gaps evenly. Nothing is written.',
    input: GapFilter,
    output: ProposalOut,
    refusals: ['input.invalid', 'tie.kind-unknown'],
    run: (caller, input) => proposal(house, caller, input),
  })
  route({
    ...manages,
    id: 'makeTie',
    method: 'post',
    path: '/ties',
    status: 201,
    summary: 'Ties two sides by a kind of the scheme.',
    input: MakeTie,
    output: z.object({ id: z.uuid() }),
    refusals: [
      'input.invalid',
      'not-found',
      'tie.kind-unknown',
      'tie.does-not-fit',
      'tie.traits-differ',
      'tie.twice',
      'tie.at-most',
      'tie.day-ahead',
    ],
    run: (caller, input) => makeTie(house, caller, input),
  })
  route({
    ...manages,
    id: 'makeTies',
    method: 'post',
    path: '/ties/proposal',
    summary: 'Confirms a proposal: each row becomes a tie with the reason given; what can no longer be made is named.',
    input: MakeTies,
    output: z.object({
      made: z.number().int(),
      refused: z.array(z.object({ row: z.number().int(), code: z.enum(codes) })),
    }),
    refusals: ['input.invalid', 'tie.kind-unknown'],
    run: async (caller, input) => {
      const { made, refused } = await makeTies(house, caller, input)
      return { made, refused: [...refused] }
    },
  })
  route({
    ...manages,
    id: 'endTie',
    method: 'post',
    path: '/ties/{tieId}/end',
    summary: 'Ends a tie with a reason; both sides keep that it was, and its card opens nothing any more.',
    input: EndTie,
    output: z.object({}),
    refusals: ['input.invalid', 'not-found', 'tie.over'],
    run: (caller, input) => endTie(house, caller, input),
  })
  route({
    ...manages,
    id: 'changeConsent',
    method: 'post',
    path: '/ties/{tieId}/consent',
    summary: 'Whether each side’s phone number may be shown to the other.',
    input: ChangeConsent,
    output: z.object({}),
    refusals: ['input.invalid', 'not-found', 'tie.over'],
    run: (caller, input) => changeConsent(house, caller, input),
  })
}
