/** Routes of duties: reading only, but for the address of one's own calendar. What fulfils a duty is written down in src/records/. */
import { z } from 'zod'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { open } from '../kernel/http/route.ts'
import { calendarFor, endFeed, FeedState, makeFeed, myFeed, NewFeed, Token } from './feed.ts'
import {
  BehindNumber,
  BranchDuties,
  CoverageTree,
  DutyBelow,
  DutyKey,
  Missing,
  MyDuties,
  Subjects,
  WhichTest,
  WhichUnit,
} from './model.ts'
import { dutyBelow, myDuties, orgDuties, subjectDuty } from './queries.ts'
import { coverageTree, missingOf } from './tree.ts'

const Nothing = z.object({})

export function dutyRoutes({ route }: Routes, house: House) {
  route({
    id: 'myDuties',
    tag: 'duties',
    method: 'get',
    path: '/duties/mine',
    permission: 'self',
    summary:
      'My duties of the periods that run, begin within a month or have just ended: how far, how far by now, until when, what counts.',
    input: Nothing,
    output: MyDuties,
    refusals: [],
    run: (caller) => myDuties(house, caller, {}),
  })
  route({
    id: 'orgDuties',
    tag: 'duties',
    method: 'get',
    path: '/duties/branch',
    permission: 'work.read',
    summary: 'What a unit owes and what its members owe, in order of name.',
    input: WhichUnit,
    output: BranchDuties,
    refusals: ['not-found'],
    run: (caller, input) => orgDuties(house, caller, input),
  })
  route({
    id: 'coverageTree',
    tag: 'duties',
    method: 'get',
    path: '/duties/coverage',
    permission: 'work.read',
    summary:
      'A unit and those right below it: how many stand how in each duty, and what the tests of completeness still leave out.',
    input: WhichUnit,
    output: CoverageTree,
    refusals: ['not-found'],
    run: (caller, input) => coverageTree(house, caller, input),
  })
  route({
    id: 'dutyBelow',
    tag: 'duties',
    method: 'get',
    path: '/duties/below',
    permission: 'work.read',
    summary: 'Who has a duty at a unit and below it, in order of unit and name.',
    input: DutyBelow,
    output: Subjects,
    refusals: ['not-found'],
    run: (caller, input) => dutyBelow(house, caller, input),
  })
  route({
    id: 'missingOf',
    tag: 'duties',
    method: 'get',
    path: '/duties/missing',
    permission: 'work.read',
    summary:
      'Who is left out of a test of completeness at a unit and below it. Households by group and number, without a name.',
    input: WhichTest,
    output: Missing,
    refusals: ['not-found'],
    run: (caller, input) => missingOf(house, caller, input),
  })
  route({
    id: 'subjectDuty',
    tag: 'duties',
    method: 'get',
    path: '/duties/behind-number',
    permission: 'self',
    summary: 'The records or ties behind a number. Those out of one’s scope are told as a count.',
    input: DutyKey,
    output: BehindNumber,
    refusals: ['not-found'],
    run: (caller, input) => subjectDuty(house, caller, input),
  })
  route({
    id: 'myCalendar',
    tag: 'duties',
    method: 'get',
    path: '/duties/calendar',
    permission: 'self',
    summary: 'Since when there is an address for my calendar program, if there is one.',
    input: Nothing,
    output: FeedState,
    refusals: [],
    run: (caller) => myFeed(house, caller, {}),
  })
  route({
    id: 'makeCalendar',
    tag: 'duties',
    method: 'post',
    path: '/duties/calendar',
    permission: 'self',
    summary: 'A new address for my calendar program, shown this once; the one before leads nowhere from now on.',
    input: Nothing,
    output: NewFeed,
    refusals: [],
    run: (caller) => makeFeed(house, caller, {}),
  })
  route({
    id: 'endCalendar',
    tag: 'duties',
    method: 'post',
    path: '/duties/calendar/end',
    permission: 'self',
    summary: 'Takes the address back.',
    input: Nothing,
    output: FeedState,
    refusals: [],
    run: (caller) => endFeed(house, caller, {}),
  })
  route({
    id: 'getDutyCalendar',
    tag: 'duties',
    method: 'get',
    path: '/calendars/{token}',
    permission: open('a calendar program signs in nowhere: the address itself is the key, and can be taken back'),
    summary: 'What is due, as iCalendar.',
    input: Token,
    refusals: ['not-found'],
    run: async (caller, { token }) =>
      new Response(await calendarFor(house, caller.jurisdictionId, token), {
        headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'no-store' },
      }),
  })
}
