/** Prepared words: listed for whoever may use them, written by whoever sets up an office. */
import { z } from 'zod'
import type { MemberActor } from '../../access/caller.ts'
import { command, type Doing, query } from '../../access/command.ts'
import { Refusal } from '../../kernel/errors.ts'
import { checkCode } from '../codes.ts'
import { freeText } from '../free-text.ts'
import { type Action, stepOf } from '../lifecycle.ts'
import { states } from '../vocabulary.ts'
import { unknownIn } from './placeholders.ts'

export const templateKinds = ['words', 'checklist'] as const
/** The steps whose words a resident reads; an answer is an answer, whoever settles it. */
export const templateSteps = [
  'answer',
  'decline',
  'passOn',
  'askResident',
  'shelve',
] as const satisfies readonly Action[]

export const TemplateInput = z.object({
  orgId: z.uuid(),
  kind: z.enum(templateKinds),
  name: freeText(1, 60),
  step: z.enum(templateSteps).nullable().default(null).describe('null: any step'),
  category: z.string().max(40).nullable().default(null),
  nature: z.string().max(40).nullable().default(null),
  state: z.enum(states).nullable().default(null),
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
  body: freeText(1, 4000).describe('With blanks such as {number}; a checklist has one point a line'),
})
const Which = z.object({ templateId: z.uuid() })
export const TemplateChange = TemplateInput.extend({ templateId: z.uuid(), version: z.number().int() })
export const TemplateView = TemplateInput.extend({
  id: z.uuid(),
  version: z.number().int(),
  step: z.enum(templateSteps).nullable(),
  category: z.string().nullable(),
  nature: z.string().nullable(),
  state: z.enum(states).nullable(),
  language: z.enum(['zh-CN', 'en']),
  changedAt: z.iso.datetime(),
  mayEdit: z.boolean(),
}).meta({ id: 'Template' })
export type TemplateView = z.output<typeof TemplateView>

/** The offices whose prepared words this actor writes. */
const written = (actor: MemberActor) =>
  actor.appointments.filter((a) => a.may.includes('templates.manage')).map((a) => a.orgId)

function checkOffice(d: Doing, orgId: string) {
  if (!written(d.caller.actor as MemberActor).includes(orgId)) throw new Refusal('template.not-yours')
}
/** Blanks and words of the scheme, each checked where it is said. */
function checkWords(d: Doing, input: z.output<typeof TemplateInput>) {
  if (input.category) checkCode(d, 'categories', input.category)
  if (input.nature) checkCode(d, 'natures', input.nature)
  const unknown = unknownIn(input.body)
  if (unknown.length) throw new Refusal('template.placeholder-unknown', { names: unknown.join('、') })
}

const columns = [
  'id',
  'org_id',
  'kind',
  'name',
  'step',
  'category',
  'nature',
  'state',
  'language',
  'body',
  'version',
  'changed_at',
] as const
const read = (d: Doing) => d.tx.selectFrom('answer_templates').select(columns).where('archived_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof read>['execute']>>[number]
const view = (d: Doing, row: Row): TemplateView => ({
  id: row.id,
  orgId: row.org_id,
  kind: row.kind as TemplateView['kind'],
  name: row.name,
  step: row.step && row.step in stepOf ? (row.step as TemplateView['step']) : null,
  category: row.category,
  nature: row.nature,
  state: row.state as TemplateView['state'],
  language: row.language as TemplateView['language'],
  body: row.body,
  version: row.version,
  changedAt: row.changed_at.toISOString(),
  mayEdit: written(d.caller.actor as MemberActor).includes(row.org_id),
})

/** All I may use: my offices' and those above. An office prepares dozens, never thousands. */
export const listTemplates = query(z.object({}), async (d) => {
  const rows = await read(d).orderBy('name').orderBy('id').limit(500).execute()
  return { items: rows.map((row) => view(d, row)), offices: [...new Set(written(d.caller.actor as MemberActor))] }
})

const get = async (d: Doing, id: string) => {
  const row = await read(d).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found')
  return row
}
const stored = (d: Doing, input: z.output<typeof TemplateInput>) => {
  const { orgId, ...rest } = input
  return { ...rest, org_id: orgId, changed_by: (d.caller.actor as MemberActor).memberId, changed_at: d.at }
}

/** Writes new prepared words. Refused with `template.placeholder-unknown`, which names the blanks nobody could fill. */
export const makeTemplate = command(TemplateInput, async (d, input) => {
  checkOffice(d, input.orgId)
  checkWords(d, input)
  const id = d.newId()
  await d.tx
    .insertInto('answer_templates')
    .values({ ...stored(d, input), jurisdiction_id: d.caller.jurisdictionId, id, version: 1 })
    .execute()
  return view(d, await get(d, id))
})

/** Changes them. What was sent with them before stays as it was sent. */
export const changeTemplate = command(TemplateChange, async (d, { templateId, version, ...input }) => {
  const row = await get(d, templateId)
  checkOffice(d, row.org_id)
  checkWords(d, input)
  checkOffice(d, input.orgId)
  const { numUpdatedRows } = await d.tx
    .updateTable('answer_templates')
    .set({ ...stored(d, input), version: version + 1 })
    .where('id', '=', templateId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Refusal('template.changed')
  return view(d, await get(d, templateId))
})

/** Takes them out of use. */
export const archiveTemplate = command(Which, async (d, { templateId }) => {
  const row = await get(d, templateId)
  checkOffice(d, row.org_id)
  await d.tx.updateTable('answer_templates').set({ archived_at: d.at }).where('id', '=', templateId).execute()
  return { id: row.id }
})
