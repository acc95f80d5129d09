/** Routes of importing: an empty list, what a filled one would do, and doing it. The file comes with each call and is kept nowhere. */
import { buffer } from 'node:stream/consumers'
import type { Context } from 'hono'
import { z } from 'zod'
import { originOf } from '../../access/audit.ts'
import type { Auth } from '../../access/auth.ts'
import type { MemberCaller } from '../../access/caller.ts'
import type { House } from '../../access/command.ts'
import type { Routes } from '../../access/routes.ts'
import { receiveForm } from '../../kernel/blobs/upload.ts'
import { Refusal } from '../../kernel/errors.ts'
import { bounds } from './bounds.ts'
import { ExportRoster, exportRoster } from './export.ts'
import { isField, type Layout, previewImport, runImport } from './import.ts'
import { adminLists, lists as allLists, does, faults, fieldsOf, type List, rosters } from './model.ts'
import { sheetsOf } from './sheets.ts'
import { template } from './template.ts'

const field = z.enum([...new Set(allLists.flatMap((list) => fieldsOf[list]))])
const Said = z.object({
  sheet: z.number().int().min(0).max(bounds.sheets).optional(),
  headerRow: z.number().int().min(0).max(bounds.rows).optional(),
  columns: z.record(z.string(), z.number().int().min(0).max(bounds.columns)).optional(),
})
const Counts = z.object(
  Object.fromEntries(does.map((d) => [d, z.number().int()])) as Record<(typeof does)[number], z.ZodNumber>,
)
const ImportPreview = z
  .object({
    sheets: z.array(z.string()),
    layout: z.object({
      sheet: z.number().int(),
      headerRow: z.number().int(),
      columns: z.partialRecord(field, z.number().int()),
    }),
    header: z.array(z.object({ column: z.number().int(), text: z.string(), sample: z.string() })),
    counts: Counts,
    rows: z.array(
      z.object({
        row: z.number().int().describe('As the file counts'),
        does: z.enum(does),
        label: z.string(),
        faults: z.array(z.object({ field, code: z.enum(faults), value: z.string() })),
        cells: z.array(z.string()),
      }),
    ),
    left: z.number().int().describe('Rows not shown here'),
    accounts: z.number().int().describe('To be made'),
    token: z.string(),
  })
  .meta({ id: 'ImportPreview' })

/** The file and what goes with it, from a form. */
async function read(ctx: Context, list: List) {
  const { fields, files } = await receiveForm(ctx.req.raw, {
    maxFiles: 1,
    maxBytes: bounds.file + 256 * 1024,
    onFile: ({ stream }) => buffer(stream),
  })
  const [file] = files
  if (!file) throw new Refusal('import.not-a-table')
  const said = (() => {
    try {
      return Said.parse(JSON.parse(fields.get('layout')?.[0] ?? '{}'))
    } catch {
      return {}
    }
  })()
  const { columns, ...rest } = said
  const known = columns && Object.fromEntries(Object.entries(columns).filter(([name]) => isField(list, name)))
  return {
    sheets: await sheetsOf(new Uint8Array(file)),
    said: { ...rest, ...(known && { columns: known }) } as Partial<Layout>,
    token: fields.get('token')?.[0] ?? '',
  }
}

const unreadable = [
  'input.invalid',
  'body.unreadable',
  'body.too-large',
  'file.count',
  'import.not-a-table',
  'import.too-large',
  'import.too-slow',
  'import.no-header',
] as const
const admin = {
  tag: 'people',
  permission: 'people.manage',
  path: '/imports',
  lists: adminLists,
  ids: { template: 'importTemplate', preview: 'previewImport', run: 'runImport' },
} as const
const roster = {
  tag: 'roster',
  permission: 'roster.manage',
  path: '/rosters',
  lists: rosters,
  ids: { template: 'rosterTemplate', preview: 'previewRoster', run: 'runRoster' },
} as const

export function importRoutes(routes: Routes, house: House, auth: Auth) {
  lists(routes, house, auth, admin)
  lists(routes, house, auth, roster)
  routes.route({
    tag: 'roster',
    permission: 'roster.manage',
    id: 'exportRoster',
    method: 'post',
    path: '/rosters/{list}/export',
    summary:
      'A roster as .xlsx, in the layout it is imported in. Residents’ names in full are written down as looked at.',
    input: ExportRoster,
    refusals: ['input.invalid', 'forbidden'],
    run: async (caller, input) => file(input.list, await exportRoster(house, caller, input)),
  })
}

const file = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
  new Response(bytes, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}.xlsx"`,
      'cache-control': 'no-store',
    },
  })

/** The same three routes for the administrator's lists and for a roster: who may is another, what happens is not. */
function lists({ route }: Routes, house: House, auth: Auth, what: typeof admin | typeof roster) {
  const manages = { tag: what.tag, permission: what.permission, input: z.object({ list: z.enum(what.lists) }) } as const
  route({
    ...manages,
    id: what.ids.template,
    method: 'get',
    path: `${what.path}/{list}/template`,
    summary: 'An empty list to fill in, .xlsx.',
    refusals: ['input.invalid'],
    run: async (caller, { list }) =>
      file(list, await template(house.schemes.of(caller.jurisdictionId), list, caller.language)),
  })
  route({
    ...manages,
    id: what.ids.preview,
    method: 'post',
    path: `${what.path}/{list}/preview`,
    upload: true,
    summary:
      'What each row of a list would do: a form with `file` (.xlsx or .csv) and, once put right, `layout` as JSON.',
    output: ImportPreview,
    refusals: [...unreadable],
    run: async (caller, { list }, ctx) => {
      const { sheets, said } = await read(ctx, list)
      const preview = await previewImport(house, caller as MemberCaller, list, sheets, said)
      return preview as unknown as z.input<typeof ImportPreview>
    },
  })
  route({
    ...manages,
    id: what.ids.run,
    method: 'post',
    path: `${what.path}/{list}`,
    upload: true,
    summary: 'Does what was shown, all of it or nothing: the same form with the `token` of the preview.',
    output: z.object({
      counts: Counts,
      accounts: z.array(z.object({ name: z.string(), username: z.string(), password: z.string() })),
    }),
    refusals: [
      ...unreadable,
      'import.faulty',
      'import.changed',
      'org.unknown',
      'org.closed',
      'org.kind-under',
      'org.code-taken',
      'appointment.days',
      'appointment.officers-apart',
      'person.account-taken',
    ],
    run: async (caller, { list }, ctx) => {
      const form = await read(ctx, list)
      const done = await runImport(house, auth, caller as MemberCaller, { list, ...form }, originOf(ctx, house))
      return { counts: done.counts, accounts: [...done.accounts] }
    },
  })
}
