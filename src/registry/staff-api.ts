/** Routes of the system administrator: people, their posts with dates, their accounts; and for everybody what a role may do. */
import { z } from 'zod'
import { originOf } from '../access/audit.ts'
import type { Auth } from '../access/auth.ts'
import type { MemberCaller } from '../access/caller.ts'
import { doing, type House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { usernameForm } from '../access/vocabulary.ts'
import { dayOf } from '../kernel/calendar/deadline.ts'
import { storable } from '../kernel/storable.ts'
import { isPhone } from './people.ts'
import { endPost, givePost } from './posts.ts'
import { addAccount, addPerson, getStaff, heldBy, listStaff } from './staff.ts'

const Id = z.uuid()
const Day = z.iso.date()
const Text = z.object({ 'zh-CN': z.string(), en: z.string() })
const Username = z.string().trim().toLowerCase().regex(usernameForm)
const PersonName = z.string().overwrite(storable).trim().min(1).max(50)
const Phone = z.string().trim().max(30).refine(isPhone, 'phone')
const Post = z.object({
  id: Id,
  role: z.string(),
  orgId: Id,
  org: z.string(),
  orgEn: z.string(),
  startsOn: Day,
  endsOn: Day.nullable(),
  isPublic: z.boolean(),
})
const Person = z
  .object({
    id: Id,
    name: z.string(),
    phone: z.string().nullable().describe('Masked'),
    username: z.string().nullable(),
    locked: z.boolean().describe('The account does not open until the security administrator lets it'),
    posts: z.array(Post).describe('Those held first, the newest first; then those that are over'),
  })
  .meta({ id: 'Person' })
const Made = z.object({
  memberId: Id,
  username: z.string().nullable(),
  password: z.string().nullable().describe('Shown this once'),
})
const Filter = z.object({
  q: z.string().trim().max(50).optional(),
  org: Id.optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const cursorOf = (p: { name: string; id: string }) => Buffer.from(JSON.stringify([p.name, p.id])).toString('base64url')
const Cursor = z.tuple([z.string(), Id])
/** One that is none begins at the beginning. */
function readCursor(cursor: string | undefined) {
  try {
    const [name, id] = Cursor.parse(JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()))
    return { name: storable(name), id }
  } catch {
    return undefined
  }
}

const manages = { tag: 'people', permission: 'people.manage' } as const

export function staffRoutes({ route }: Routes, house: House, auth: Auth) {
  route({
    id: 'listRoles',
    tag: 'people',
    method: 'get',
    path: '/roles',
    permission: 'self',
    summary: 'What each role may do, and at which kind of unit it is held.',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          code: z.string(),
          name: Text,
          at: z.array(z.string()),
          scope: z.enum(['own', 'subtree', 'none']),
          may: z.array(z.string()),
          leads: z.boolean(),
          secondFactor: z.boolean(),
        }),
      ),
    }),
    refusals: [],
    run: async ({ jurisdictionId }) => ({
      items: Object.entries(house.schemes.of(jurisdictionId).roles).map(
        ([code, { name, at, scope, may, leads, secondFactor }]) => ({
          code,
          name,
          at,
          scope,
          may,
          leads,
          secondFactor,
        }),
      ),
    }),
  })
  route({
    ...manages,
    id: 'listPeople',
    method: 'get',
    path: '/people',
    summary: 'People by name, with their posts and accounts.',
    input: Filter,
    output: z.object({ items: z.array(Person), next: z.string().nullable() }),
    refusals: [],
    run: async ({ jurisdictionId }, { q, org, cursor, limit }) => {
      const rows = await house.db.transaction({ jurisdictionId }, (tx) =>
        listStaff(tx, jurisdictionId, dayOf(house.now()), { q, org, after: readCursor(cursor), limit: limit + 1 }),
      )
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return { items: shown, next: rows.length > limit && last ? cursorOf(last) : null }
    },
  })
  route({
    ...manages,
    id: 'getPerson',
    method: 'get',
    path: '/people/{memberId}',
    summary: 'One person, with how many open cases are theirs to handle.',
    input: z.object({ memberId: Id }),
    output: Person.extend({ held: z.number().int() }),
    refusals: ['not-found'],
    run: (caller, { memberId }) => getStaff(house, caller as MemberCaller, memberId),
  })
  route({
    ...manages,
    id: 'addPerson',
    method: 'post',
    path: '/people',
    summary: 'A new person; with a name to sign in also an account, locked until the security administrator opens it.',
    input: z.object({ name: PersonName, workPhone: Phone.optional(), username: Username.optional() }),
    output: Made,
    refusals: ['input.invalid', 'person.account-taken'],
    run: (caller, input, ctx) => addPerson(house, auth, caller as MemberCaller, input, originOf(ctx, house)),
  })
  route({
    ...manages,
    id: 'addAccount',
    method: 'post',
    path: '/people/{memberId}/account',
    summary: 'An account for somebody who has none.',
    input: z.object({ memberId: Id, username: Username }),
    output: Made,
    refusals: ['input.invalid', 'not-found', 'person.account-taken', 'person.has-account'],
    run: (caller, input, ctx) => addAccount(house, auth, caller as MemberCaller, input, originOf(ctx, house)),
  })
  route({
    ...manages,
    id: 'givePost',
    method: 'post',
    path: '/people/{memberId}/posts',
    summary: 'Gives a post from a day on, to a day or until it is ended.',
    input: z.object({
      memberId: Id,
      orgId: Id,
      role: z.string().max(40),
      startsOn: Day,
      endsOn: Day.optional(),
      isPublic: z.boolean().default(false).describe('Residents may see and call this person in this post'),
    }),
    output: z.object({ id: Id }),
    refusals: [
      'input.invalid',
      'not-found',
      'org.unknown',
      'org.closed',
      'appointment.own',
      'appointment.days',
      'appointment.role-not-here',
      'appointment.officers-apart',
    ],
    run: async (caller, input, ctx) => ({
      id: await doing(house, caller, (d) => givePost(d, input, originOf(ctx, house))),
    }),
  })
  route({
    ...manages,
    id: 'endPost',
    method: 'post',
    path: '/posts/{postId}/end',
    summary: 'Sets the last day of a post; tells how many open cases the person still has to handle.',
    input: z.object({ postId: Id, endsOn: Day }),
    output: z.object({ held: z.number().int() }),
    refusals: ['input.invalid', 'not-found', 'appointment.own', 'appointment.days'],
    run: async (caller, { postId, endsOn }, ctx) => {
      const { memberId } = await doing(house, caller, (d) => endPost(d, postId, endsOn, originOf(ctx, house)))
      return { held: await heldBy(house, caller as MemberCaller, memberId) }
    },
  })
}
