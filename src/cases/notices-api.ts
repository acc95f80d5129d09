/** My notices in the app: newest first, read by a click. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { command, type House, query } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { dutyUnits } from '../duties/vocabulary.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { page } from './views.ts'

/** A duty somebody is behind with: by how much, and until when. */
const About = z
  .object({
    programme: z.string(),
    duty: z.string(),
    period: z.string(),
    name: z.object({ 'zh-CN': z.string(), en: z.string() }),
    by: z.number(),
    unit: z.enum(dutyUnits),
    due: z.iso.date().nullable(),
  })
  .meta({ id: 'NoticeAbout' })
const Notice = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    caseId: z.uuid().nullable(),
    number: z.string().nullable(),
    about: About.nullable().describe('Of a notice that is about a duty and no case'),
    at: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notice' })
const Filter = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

const listNotices = query(Filter, async (d, f) => {
  const after = readCursor(f.cursor)
  const rows = await d.tx
    .selectFrom('notices')
    .select(['id', 'kind', 'case_id', 'case_number', 'about', 'at', 'read_at'])
    .where('member_id', '=', (d.caller.actor as MemberActor).memberId)
    .$if(!!after, (q) => q.where(sql<boolean>`(at, id) < (${after?.at}, ${after?.id}::uuid)`))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(f.limit + 1)
    .execute()
  const shown = rows.slice(0, f.limit)
  const last = shown.at(-1)
  return {
    items: shown.map((n) => ({
      id: n.id,
      kind: n.kind,
      caseId: n.case_id,
      number: n.case_number,
      about: n.about === null ? null : About.parse(n.about),
      at: n.at.toISOString(),
      readAt: n.read_at?.toISOString() ?? null,
    })),
    next: rows.length > f.limit && last ? cursorOf(last.at, last.id) : null,
  }
})

const Read = z.object({ ids: z.array(z.uuid()).max(500).optional(), all: z.boolean().optional() })
const readNotices = command(Read, async (d, input) => {
  const mine = d.tx
    .updateTable('notices')
    .set({ read_at: d.at })
    .where('member_id', '=', (d.caller.actor as MemberActor).memberId)
    .where('read_at', 'is', null)
  if (input.all) await mine.execute()
  else if (input.ids?.length) await mine.where('id', 'in', input.ids).execute()
  const left = await d.tx
    .selectFrom('notices')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('member_id', '=', (d.caller.actor as MemberActor).memberId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { unread: Number(left.n) }
})

export function noticeRoutes({ route }: Routes, house: House) {
  route({
    id: 'listNotices',
    tag: 'desk',
    method: 'get',
    path: '/notices',
    permission: 'self',
    summary: 'My notices, newest first.',
    input: Filter,
    output: page(Notice),
    refusals: [],
    run: (caller, input) => listNotices(house, caller, input),
  })
  route({
    id: 'readNotices',
    tag: 'desk',
    method: 'post',
    path: '/notices/read',
    permission: 'self',
    summary: 'Marks notices read.',
    input: Read,
    output: z.object({ unread: z.number().int() }),
    refusals: [],
    run: (caller, input) => readNotices(house, caller, input),
  })
}
