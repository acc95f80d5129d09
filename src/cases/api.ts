/** Routes of the closed loop. Every step of the lifecycle table is a route; no other step exists. */
import { z } from 'zod'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import type { RefusalCode } from '../kernel/errors.ts'
import { open } from '../kernel/http/route.ts'
import type { Permission } from '../programme/vocabulary.ts'
import { CallFilter, listCalls } from './call-list.ts'
import { CaseFilter } from './case-filter.ts'
import { RevealInput, revealContact } from './contact.ts'
import { HandbookPage, handbook } from './handbook.ts'
import { InboxFilter, listInbox } from './inbox.ts'
import { type Action, isMark, type Step, steps } from './lifecycle.ts'
import { listByPhone, listCases, PhoneSearch } from './lists.ts'
import { Id, Intake, needs, Register, states } from './model.ts'
import { Neighbours, neighboursOf } from './neighbours.ts'
import { OverviewFilter, overview } from './overview.ts'
import { OverviewView } from './overview-view.ts'
import { LookUp, lookUp } from './receipt.ts'
import { BlackOutInput, blackOut } from './redact/black-out.ts'
import { registerHeard, stepInput, takeIn, takeMark, takeStep } from './service.ts'
import { CallItem, CaseSummary, CaseView, InboxItem, Moved, page, Receipt, ResidentView } from './views.ts'

const kebab = (action: string) => action.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)
const count = z.number().int()
const refusals: RefusalCode[] = ['not-found', 'input.invalid', 'case.not-now', 'case.not-allowed', 'case.changed']

/** What a step may be refused with beyond the common ones. */
const also: Partial<Record<Action, RefusalCode[]>> = {
  accept: ['case.code-unknown'],
  sort: ['case.code-unknown'],
  decline: ['case.code-unknown'],
  assign: ['case.member-unknown'],
  handOver: ['case.member-unknown'],
  dispatch: ['case.department-unknown', 'case.member-unknown', 'case.day-past', 'case.day-too-late'],
  receive: ['case.member-unknown'],
  askExtension: ['case.day-past', 'case.day-too-late'],
  shelve: ['case.day-past', 'case.day-too-late'],
  askExclusion: ['case.code-unknown', 'figures.not-counted', 'figures.own-office'],
  link: ['case.lead-not-found', 'case.lead-not-open', 'case.lead-is-itself'],
  markAbout: ['case.about-top', 'case.member-unknown', 'org.unknown'],
  markAboutInHand: ['case.about-top', 'case.member-unknown', 'org.unknown'],
  markAboutEnded: ['case.member-unknown', 'org.unknown'],
  passToDiscipline: ['case.about-below', 'case.member-unknown', 'org.unknown'],
  answer: ['publication.personal-data', 'publication.unconfirmed'],
  settle: ['publication.personal-data', 'publication.unconfirmed'],
  treatAsPetition: ['petition.day-ahead', 'petition.representatives'],
  routePetition: ['petition.road-not-for-kind'],
  askPetitionExtension: ['case.day-past', 'case.day-too-late'],
  noteHearing: ['petition.hearing-days'],
  settleDirectly: ['publication.personal-data', 'publication.unconfirmed'],
  publish: [
    'publication.consent-missing',
    'publication.personal-data',
    'publication.unconfirmed',
    'publication.photo-unchecked',
    'file.not-found',
  ],
  redactWords: ['redaction.nothing', 'publication.personal-data'],
}

/** Whatever takes files may be given one that is not the caller's. */
const filesOf = (step: Step): RefusalCode[] => ('files' in needs[step.needs].shape ? ['file.not-found'] : [])

export function caseRoutes({ route }: Routes, house: House) {
  route({
    id: 'handInRequest',
    tag: 'residents',
    method: 'post',
    path: '/requests',
    status: 201,
    permission: open('anyone may hand in a request; no account, no category, no real-name wall'),
    summary: 'Hands in a request in the resident’s own words. The same clientKey gives the same receipt again.',
    input: Intake,
    output: Receipt,
    refusals: [
      'input.invalid',
      'org.unknown',
      'intake.key-reused',
      'rate.exceeded',
      'file.not-found',
      'case.about-top',
      'case.member-unknown',
    ],
    run: async (caller, input) => {
      const { id: _, ...receipt } = await takeIn(house, caller, input)
      house.nudge()
      return receipt
    },
  })
  route({
    id: 'lookUpRequest',
    tag: 'residents',
    method: 'post',
    path: '/requests/look-up',
    permission: open('a resident looks a request up by its number and query code'),
    summary: 'What a resident follows: where it stands in plain words, the story, the answer.',
    input: LookUp,
    output: ResidentView,
    refusals: ['input.invalid', 'case.code-wrong', 'case.code-tries'],
    run: (caller, input) => lookUp(house, caller, input),
  })
  route({
    id: 'listInbox',
    tag: 'desk',
    method: 'get',
    path: '/inbox',
    permission: 'case.read',
    summary: 'What waits for me, earliest deadline first.',
    input: InboxFilter,
    output: page(InboxItem),
    refusals: [],
    run: (caller, input) => listInbox(house, caller, input),
  })
  route({
    id: 'listCalls',
    tag: 'desk',
    method: 'get',
    path: '/calls',
    permission: 'case.call',
    summary: 'Residents to call about the answer: never tried first. Those I handled say that somebody else must call.',
    input: CallFilter,
    output: page(CallItem).extend({ attempts: count.describe('After this many a case may rest without a verdict') }),
    refusals: ['input.invalid'],
    run: (caller, input) => listCalls(house, caller, input),
  })
  route({
    id: 'listCases',
    tag: 'desk',
    method: 'get',
    path: '/cases',
    permission: 'case.read',
    summary: 'Cases in my scope, newest first.',
    input: CaseFilter,
    output: page(CaseSummary),
    refusals: [],
    run: (caller, input) => listCases(house, caller, input),
  })
  route({
    id: 'listNeighbours',
    tag: 'desk',
    method: 'get',
    path: '/cases/{caseId}/neighbours',
    permission: 'case.read',
    summary: 'Cases in my scope that this one may belong to: alike in place or words, or of the same household.',
    input: z.object({ caseId: Id }),
    output: Neighbours,
    refusals: ['not-found'],
    run: (caller, input) => neighboursOf(house, caller, input),
  })
  route({
    id: 'findByPhone',
    tag: 'desk',
    method: 'post',
    path: '/cases/by-phone',
    permission: 'case.read',
    summary:
      'Cases of whoever left this number, or one ending in these four digits. In the body: an address may be written into logs.',
    input: PhoneSearch,
    output: z.object({ items: z.array(CaseSummary) }),
    refusals: ['input.invalid'],
    run: (caller, input) => listByPhone(house, caller, input),
  })
  route({
    id: 'overview',
    tag: 'desk',
    method: 'get',
    path: '/overview',
    permission: 'overview.read',
    summary:
      'Where the cases of my scope stand now, and what came and went in a period: each count opens as a filtered list.',
    input: OverviewFilter,
    output: OverviewView,
    refusals: ['input.invalid'],
    run: (caller, input) => overview(house, caller, input),
  })
  route({
    id: 'registerCase',
    tag: 'desk',
    method: 'post',
    path: '/cases',
    permission: 'case.register',
    status: 201,
    summary:
      'Writes down a request heard on a visit, by phone, WeChat, letter, box or form: verbatim, with channel and consent.',
    input: Register,
    output: Receipt,
    refusals: [
      'input.invalid',
      'org.unknown',
      'intake.key-reused',
      'intake.consent-missing',
      'case.code-unknown',
      'file.not-found',
      'case.about-top',
      'case.member-unknown',
    ],
    run: async (caller, input) => {
      const { id: _, ...receipt } = await registerHeard(house, caller, input)
      house.nudge()
      return receipt
    },
  })
  route({
    id: 'revealContact',
    tag: 'desk',
    method: 'post',
    path: '/cases/{caseId}/reveal-contact',
    permission: 'contact.reveal',
    summary: 'Shows the contact in clear. Each look is logged with its reason.',
    input: RevealInput,
    output: z.object({ name: z.string().nullable(), phone: z.string().nullable(), idNumber: z.string().nullable() }),
    refusals: ['input.invalid', 'not-found', 'contact.none', 'contact.erased'],
    run: (caller, input) => revealContact(house, caller, input),
  })
  route({
    id: 'handbook',
    tag: 'desk',
    method: 'get',
    path: '/handbook',
    permission: 'case.register',
    summary:
      'My handbook (五有): problem, acceptance, state, result, reflection of each request I wrote down; derived, nothing typed twice.',
    input: HandbookPage,
    output: z.object({
      total: count,
      next: z.string().nullable(),
      items: z.array(
        z.object({
          id: Id,
          number: z.string(),
          at: z.iso.datetime(),
          problem: z.string(),
          acceptance: z.string().nullable(),
          state: z.enum(states),
          result: z.string().nullable(),
          reflection: z.string().nullable(),
        }),
      ),
    }),
    refusals: [],
    run: (caller, input) => handbook(house, caller, input),
  })
  route({
    id: 'blackOutCase',
    tag: 'steps',
    method: 'post',
    path: '/cases/{caseId}/files/{fileId}/black-out',
    permission: 'case.publish',
    summary: 'Makes a new photo in which these parts are black. The original stays, and is not published.',
    input: BlackOutInput,
    output: CaseView,
    refusals: [...refusals, 'file.not-found', 'file.unreadable'],
    run: (caller, input) => blackOut(house, caller, input),
  })
  for (const step of steps as readonly Step[]) {
    // the resident's own steps are taken on the resident's pages, after number and code
    if (step.by === 'case.resident' || step.by === 'case.system' || step.action === 'blackOut') continue
    const action = step.action as Action
    const common = {
      id: `${action}Case`,
      tag: 'steps',
      method: 'post',
      path: `/cases/{caseId}/${kebab(action)}`,
      permission: step.by as Permission,
      summary: `${step.from.length > 6 ? 'any' : step.from.join(', ')} → ${step.to} (${step.source})`,
      input: stepInput(action),
      refusals: [...refusals, ...(also[action] ?? []), ...filesOf(step)],
    } as const
    if (isMark(action))
      route({ ...common, output: Moved, run: (caller, input) => takeMark(action)(house, caller, input) })
    else route({ ...common, output: CaseView, run: (caller, input) => takeStep(action)(house, caller, input) })
  }
}
