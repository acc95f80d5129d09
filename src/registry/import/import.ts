/** A list imported: read, planned against what there is, shown; and, when it is still the same plan, done in one transaction or not at all. */
import { type Origin, writeAudit } from '../../access/audit.ts'
import { type Auth, hashPassword } from '../../access/auth.ts'
import type { MemberCaller } from '../../access/caller.ts'
import { type Doing, doing, type House } from '../../access/command.ts'
import { firstPassword } from '../../access/recover.ts'
import { dayOf } from '../../kernel/calendar/deadline.ts'
import { sha256 } from '../../kernel/crypto.ts'
import { Refusal } from '../../kernel/errors.ts'
import type { Tx } from '../../kernel/scope.ts'
import { keeps } from '../kept.ts'
import { endPost, givePost } from '../posts.ts'
import { insertAccount, insertPerson } from '../staff.ts'
import { addUnit, changeUnit, readTree } from '../units.ts'
import { bounds } from './bounds.ts'
import { dayIn } from './cells.ts'
import { type Columns, findHeader, guessColumns, type Remembered, remember } from './columns.ts'
import { doHouseholds } from './do-households.ts'
import { doMembers } from './do-members.ts'
import { type HouseholdRow, planHouseholds } from './households-plan.ts'
import { knownHouseholds, knownLiaisons, knownPeople, knownUnits } from './known.ts'
import { type MemberRow, planMembers } from './members-plan.ts'
import {
  type Cell,
  type Does,
  does,
  type Fault,
  type Field,
  fieldsOf,
  type List,
  required,
  type Sheet,
} from './model.ts'
import { type PersonRow, planPeople } from './people-plan.ts'
import { planUnits, type UnitRow } from './units-plan.ts'

/** Which sheet, which row names the columns, which column is which; as the reader has put it, or guessed. */
export type Layout = { readonly sheet: number; readonly headerRow: number; readonly columns: Columns }
type PlanRow = UnitRow | PersonRow | MemberRow | HouseholdRow

export type Preview = {
  readonly sheets: readonly string[]
  readonly layout: Layout
  readonly header: readonly { column: number; text: string; sample: string }[]
  readonly counts: Readonly<Record<Does, number>>
  /** Those with faults first; `left` says how many are not shown. */
  readonly rows: readonly {
    row: number
    does: Does
    label: string
    faults: readonly Fault[]
    cells: readonly string[]
  }[]
  readonly left: number
  readonly accounts: number
  readonly token: string
}
const shown = 500

const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? '' : String(cell))
/** A day as it was understood: a spreadsheet's number says nothing to anybody. */
const shownAs = (field: Field, cell: Cell | undefined) =>
  ((field === 'from' || field === 'to') && dayIn(cell ?? null, field === 'to' ? 'last' : 'first')) ||
  text(cell).slice(0, 60)
const isEmpty = (cells: readonly Cell[]) => cells.every((c) => text(c).trim() === '')

/** Refused with `import.no-header` where no row names the columns and the reader has not said which does. */
export function layOut(list: List, sheets: readonly Sheet[], said: Partial<Layout>, remembered: Remembered): Layout {
  const at =
    said.sheet ??
    Math.max(
      0,
      sheets.findIndex((s) => findHeader(list, s.rows, remembered) !== undefined),
    )
  const rows = sheets[at]?.rows ?? []
  const headerRow = said.headerRow ?? findHeader(list, rows, remembered)
  if (headerRow === undefined || !rows[headerRow]) throw new Refusal('import.no-header')
  const columns = said.columns ?? guessColumns(list, rows[headerRow] ?? [], remembered)
  return { sheet: at, headerRow, columns }
}

const bodyOf = (sheets: readonly Sheet[], { sheet, headerRow }: Layout) =>
  (sheets[sheet]?.rows ?? [])
    .map((cells, i) => ({ row: i + 1, cells }))
    .slice(headerRow + 1)
    .filter(({ cells }) => !isEmpty(cells))

const rememberedOf = async (tx: Tx, list: List): Promise<Remembered> =>
  ((await tx.selectFrom('import_columns').select('columns').where('list', '=', list).executeTakeFirst())?.columns as
    | Remembered
    | undefined) ?? {}

async function planIn(d: Doing, list: List, sheets: readonly Sheet[], layout: Layout): Promise<PlanRow[]> {
  const rows = bodyOf(sheets, layout)
  const units = await knownUnits(d.tx)
  const { scheme } = d.house
  if (list === 'units') return planUnits(scheme, rows, layout.columns, units)
  const today = dayOf(d.at)
  const { actor, jurisdictionId } = d.caller as MemberCaller
  const about = { today, self: actor.memberId }
  if (list === 'people') {
    const people = await knownPeople(d.tx, jurisdictionId, today)
    return planPeople(scheme, rows, layout.columns, { units, people }, about)
  }
  const chains = new Map(units.map((u) => [u.id, u.chain]))
  const keptHere = (unitId: string) => keeps(actor, chains.get(unitId) ?? [])
  if (list === 'members') {
    const people = await knownPeople(d.tx, jurisdictionId, today)
    return planMembers(scheme, rows, layout.columns, { units, people, keeps: keptHere }, about)
  }
  const households = await knownHouseholds(d)
  const liaisons = await knownLiaisons(d.tx, jurisdictionId, today)
  return planHouseholds(scheme, rows, layout.columns, { units, households, liaisons, keeps: keptHere })
}

/** Says what would be done, to whom: another plan has another token. */
const tokenOf = (list: List, layout: Layout, plan: readonly PlanRow[]) =>
  sha256(JSON.stringify([list, layout, plan])).toString('base64url')
const countsOf = (plan: readonly PlanRow[]) =>
  Object.fromEntries(does.map((what) => [what, plan.filter((r) => r.does === what).length])) as Record<Does, number>
const accountsIn = (plan: readonly PlanRow[]) => plan.filter((r): r is PersonRow => 'account' in r)

export async function previewImport(
  house: House,
  caller: MemberCaller,
  list: List,
  sheets: readonly Sheet[],
  said: Partial<Layout>,
): Promise<Preview> {
  return doing(house, caller, async (d) => {
    const layout = layOut(list, sheets, said, await rememberedOf(d.tx, list))
    const plan = await planIn(d, list, sheets, layout)
    const all = sheets[layout.sheet]?.rows ?? []
    const header = all[layout.headerRow] ?? []
    const first = bodyOf(sheets, layout)[0]?.cells ?? []
    const order = [...plan].sort((a, b) => Number(b.does === 'fault') - Number(a.does === 'fault'))
    const used = fieldsOf[list].flatMap((field) => {
      const column = layout.columns[field]
      return column === undefined ? [] : [{ field, column }]
    })
    return {
      sheets: sheets.map((s) => s.name),
      layout,
      header: header.map((cell, column) => ({ column, text: text(cell), sample: text(first[column]).slice(0, 40) })),
      counts: countsOf(plan),
      rows: order.slice(0, shown).map(({ row, does: what, label, faults }) => ({
        row,
        does: what,
        label,
        faults,
        cells: used.map(({ field, column }) => shownAs(field, all[row - 1]?.[column])),
      })),
      left: Math.max(0, plan.length - shown),
      accounts: accountsIn(plan).length,
      token: tokenOf(list, layout, plan),
    }
  })
}

/** Only there an account can be asked for. */
const withAccounts = (list: List) => list === 'people'

export type Imported = {
  readonly counts: Readonly<Record<Does, number>>
  readonly accounts: readonly { name: string; username: string; password: string }[]
}

/** Refused with `import.faulty` while a row has a fault, `import.changed` when it would do something else than was shown. */
export async function runImport(
  house: House,
  auth: Auth,
  caller: MemberCaller,
  { list, sheets, said, token }: { list: List; sheets: readonly Sheet[]; said: Partial<Layout>; token: string },
  origin: Origin,
): Promise<Imported> {
  const check = (layout: Layout, plan: readonly PlanRow[]) => {
    if (required[list].some((field) => layout.columns[field] === undefined)) throw new Refusal('import.no-header')
    if (tokenOf(list, layout, plan) !== token) throw new Refusal('import.changed')
    if (plan.some((r) => r.does === 'fault')) throw new Refusal('import.faulty')
  }
  const planned = async (d: Doing) => {
    const layout = layOut(list, sheets, said, await rememberedOf(d.tx, list))
    const plan = await planIn(d, list, sheets, layout)
    check(layout, plan)
    return { layout, plan }
  }
  // hashing takes its time, on purpose: not while the transaction waits
  const wanted = withAccounts(list) ? accountsIn((await doing(house, caller, planned)).plan) : []
  if (wanted.length > bounds.accounts)
    throw new Refusal('import.too-large', {
      mb: bounds.file / 1024 / 1024,
      rows: bounds.accounts,
      sheets: bounds.sheets,
    })
  const passwords = new Map<string, { password: string; hash: string }>()
  for (let i = 0; i < wanted.length; i += 4)
    await Promise.all(
      wanted.slice(i, i + 4).map(async ({ account = '' }) => {
        const password = firstPassword()
        passwords.set(account, { password, hash: await hashPassword(auth, password) })
      }),
    )
  return doing(house, caller, async (d) => {
    const { layout, plan } = await planned(d)
    if (list === 'units') await doUnits(d, plan as UnitRow[])
    else if (list === 'people') await doPeople(d, plan as PersonRow[], passwords, origin)
    else if (list === 'members') await doMembers(d, plan as MemberRow[], origin)
    else await doHouseholds(d, plan as HouseholdRow[])
    const header = sheets[layout.sheet]?.rows[layout.headerRow] ?? []
    const columns = JSON.stringify({ ...(await rememberedOf(d.tx, list)), ...remember(header, layout.columns) })
    await d.tx
      .insertInto('import_columns')
      .values({ jurisdiction_id: caller.jurisdictionId, list, columns, at: d.at })
      .onConflict((c) => c.columns(['jurisdiction_id', 'list']).doUpdateSet({ columns, at: d.at }))
      .execute()
    await writeAudit(d.tx, house, caller.jurisdictionId, origin, {
      kind: 'imported',
      memberId: caller.actor.memberId,
      subject: `${list} ${plan.length}`,
    })
    return {
      counts: countsOf(plan),
      accounts: (plan as PersonRow[]).flatMap(({ name = '', account }) => {
        const made = account ? passwords.get(account) : undefined
        return made && account ? [{ name, username: account, password: made.password }] : []
      }),
    }
  })
}

/** A parent may stand below its child in the list: whatever has its parent is made, until all are. */
async function doUnits(d: Doing, plan: readonly UnitRow[]) {
  await readTree(d.tx, 'lock')
  const made = new Map<number, string>()
  let todo = plan.filter((r) => r.does === 'new')
  while (todo.length) {
    const tree = await readTree(d.tx)
    const ready = todo.filter((r) => r.parent && ('id' in r.parent || made.has(r.parent.row)))
    if (!ready.length) throw new Refusal('import.faulty')
    for (const r of ready) {
      const parentId = r.parent && ('id' in r.parent ? r.parent.id : (made.get(r.parent.row) ?? ''))
      const set = detailsOf(r)
      made.set(r.row, await addUnit(d, tree, { ...set, kind: r.kind ?? '', parentId: parentId ?? '', code: r.code }))
    }
    todo = todo.filter((r) => !made.has(r.row))
  }
  for (const r of plan) if (r.does === 'change' && r.id) await changeUnit(d, r.id, detailsOf(r))
}
const detailsOf = ({ set, label }: UnitRow) => ({
  name: set?.name ?? label,
  shortName: set?.shortName ?? label,
  nameEn: set?.nameEn ?? label,
  shortNameEn: set?.nameEn ?? label,
  phone: set?.phone ?? null,
  address: set?.address ?? null,
})

async function doPeople(
  d: Doing,
  plan: readonly PersonRow[],
  passwords: ReadonlyMap<string, { hash: string }>,
  origin: Origin,
) {
  const made = new Map<number, string>()
  for (const r of plan) {
    if (!r.person || r.does === 'same') continue
    const passwordHash = r.account ? passwords.get(r.account)?.hash : undefined
    const name = r.name ?? ''
    let memberId = 'id' in r.person ? r.person.id : made.get(r.person.row)
    if (!memberId) {
      memberId = await insertPerson(d, { name, workPhone: r.phone, username: r.account }, origin, passwordHash)
      made.set(r.row, memberId)
    } else {
      if (r.phone && 'id' in r.person)
        await d.tx.updateTable('members').set({ work_phone: r.phone }).where('id', '=', memberId).execute()
      if (r.account && passwordHash)
        await insertAccount(d, { memberId, name, username: r.account, passwordHash }, origin)
    }
    if (r.post) await givePost(d, { ...r.post, memberId }, origin)
    if (r.held?.endsOn) await endPost(d, r.held.id, r.held.endsOn, origin)
    if (r.held?.isPublic !== undefined)
      await d.tx.updateTable('appointments').set({ is_public: r.held.isPublic }).where('id', '=', r.held.id).execute()
  }
}

export const isField = (list: List, field: string): field is Field => fieldsOf[list].includes(field as Field)
