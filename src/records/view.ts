/** One record with all of it: the form as it was, its steps, what it was before, what was promised, and what the reader may do with it. */
import { type MemberActor, selves } from '../access/caller.ts'
import { type Doing, query } from '../access/command.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import type { RecordKind } from '../programme/records.ts'
import type { Filled } from './form.ts'
import { kindView } from './kind-view.ts'
import { itemOf } from './list.ts'
import { WhichRecord } from './model.ts'
import { mayChange, rolesAt } from './service.ts'
import { allFields, cellsOf, namesOf, tell } from './shown.ts'
import { barTo, nextStep } from './steps.ts'
import { openRecord, type RecordRow } from './store.ts'

const plainOf = (row: { data: unknown }) => row.data as Filled['data']

/** Refused with `not-found` out of scope. */
export const readRecord = query(WhichRecord, async (d, { recordId }) => {
  const row = await openRecord(d.tx, recordId)
  const me = d.caller.actor as MemberActor
  const { language } = d.caller
  const [shown] = await tell(d, [row])
  if (!shown) throw new Error('a record that is there is not told')
  // telling it shut again what it had opened
  await openRecord(d.tx, recordId)
  const { kind } = shown
  const changes = await d.tx
    .selectFrom('record_changes')
    .select(['version', 'kind', 'at', 'member_id', 'why', 'step', 'data'])
    .where('record_id', '=', row.id)
    .orderBy('version')
    .execute()
  const texts = await d.tx
    .selectFrom('record_texts')
    .select(['version', 'step_no', 'field', 'words'])
    .where('record_id', '=', row.id)
    .execute()
  const fields = allFields(kind, language)
  const names = await namesOf(
    d,
    changes.map((c) => ({ fields, data: plainOf(c) })),
    [row],
    [...changes.map((c) => c.member_id), ...(row.withdrawn_by ? [row.withdrawn_by] : [])],
  )
  const person = (id: string) => ({ id, name: names.get(id) ?? '' })
  const wordsAt = (version: number) =>
    Object.fromEntries(texts.filter((x) => x.version === version && x.step_no === 0).map((x) => [x.field, x.words]))
  const org = await d.tx.selectFrom('orgs').select('chain').where('id', '=', row.org_id).executeTakeFirstOrThrow()
  const roles = rolesAt(me, org.chain)
  const household = row.household_id
    ? await d.tx.selectFrom('households').select('village_id').where('id', '=', row.household_id).executeTakeFirst()
    : undefined
  const own = Object.fromEntries(Object.entries(shown.values).filter(([code]) => !code.includes('.')))
  return {
    ...itemOf(shown),
    // the form alone: each step shows its own
    cells: shown.cells.filter((c) => !c.code.includes('.')),
    form: kind ? kindView(row.kind, kind, me) : null,
    orgId: row.org_id,
    householdId: row.household_id,
    villageId: household?.village_id ?? null,
    fields: own,
    refs: Object.fromEntries(names),
    files: await filesOf(d, row.id),
    steps: (kind?.steps ?? []).map((step) => {
      const taken = changes.find((c) => c.kind === 'step' && c.step === step.code)
      return {
        code: step.code,
        name: step.name,
        taken: taken
          ? {
              at: taken.at.toISOString(),
              by: person(taken.member_id),
              cells: shown.cells
                .filter((c) => c.code.startsWith(`${step.code}.`))
                .map((c) => ({
                  ...c,
                  name: step.fields[c.code.slice(step.code.length + 1)]?.name[language] ?? c.name,
                })),
            }
          : null,
      }
    }),
    next: nextOf(row, kind, { memberId: me.memberId, roles }, changes),
    withdrawn: row.withdrawn_at
      ? {
          at: row.withdrawn_at.toISOString(),
          by: person(row.withdrawn_by ?? ''),
          why: row.withdrawn_why ?? '',
        }
      : null,
    madeAt: row.made_at.toISOString(),
    history: changes.map((c) => ({
      version: c.version,
      kind: c.kind as 'made' | 'corrected' | 'step' | 'withdrawn',
      at: c.at.toISOString(),
      by: person(c.member_id),
      why: c.why,
      step: kind?.steps?.find((s) => s.code === c.step)?.name ?? null,
      cells:
        c.kind === 'made' || c.kind === 'corrected'
          ? cellsOf(kind?.fields ?? {}, { ...plainOf(c), ...wordsAt(c.version) }, names, language)
          : [],
    })),
    followUps: await followUpsOf(d, row.id),
    cases: await casesOf(d, row.id),
    mayChange: !row.withdrawn_at && kind !== undefined && mayChange(me, kind, row, org.chain) && roles.length > 0,
  }
})

function nextOf(
  row: RecordRow,
  kind: RecordKind | undefined,
  taker: { memberId: string; roles: readonly string[] },
  changes: readonly { kind: string; member_id: string }[],
) {
  const step = row.withdrawn_at ? undefined : nextStep(kind?.steps, row.step)
  if (!step || !kind) return null
  const by = changes.findLast((c) => c.kind === 'step')?.member_id ?? row.author_id
  return { code: step.code, barred: barTo(step, taker, { by, fills: kind.fills }) ?? null }
}

async function filesOf(d: Doing, recordId: string) {
  const rows = await d.tx
    .selectFrom('files')
    .select(['id', 'name', 'kind', 'thumb_sha256'])
    .where('record_id', '=', recordId)
    .orderBy('created_at')
    .execute()
  const url = (id: string) => `/api/v1/records/${recordId}/files/${id}`
  return rows.map((f) => ({
    id: f.id,
    name: f.name,
    kind: f.kind,
    url: url(f.id),
    thumbUrl: f.thumb_sha256 ? `${url(f.id)}?size=thumb` : null,
  }))
}

async function followUpsOf(d: Doing, recordId: string) {
  const today = dayOf(d.at)
  const mine = selves(d.caller.actor as MemberActor)
  const rows = await d.tx
    .selectFrom('follow_ups')
    .innerJoin('members', (j) =>
      j
        .onRef('members.jurisdiction_id', '=', 'follow_ups.jurisdiction_id')
        .onRef('members.id', '=', 'follow_ups.owner_id'),
    )
    .select(['follow_ups.id', 'owner_id', 'members.name', 'what', 'due_on', 'done_at', 'done_words'])
    .where('record_id', '=', recordId)
    .orderBy('due_on')
    .orderBy('follow_ups.id')
    .execute()
  return rows.map((r) => ({
    id: r.id,
    recordId,
    owner: { id: r.owner_id, name: r.name },
    what: r.what,
    dueOn: r.due_on,
    late: r.done_at === null && r.due_on < today,
    doneAt: r.done_at?.toISOString() ?? null,
    doneWords: r.done_words,
    may: r.done_at === null && mine.includes(r.owner_id),
  }))
}

/** Cases the reader sees of themselves: one kept from them is not among them, and is not counted. */
const casesOf = (d: Doing, recordId: string) =>
  d.tx
    .selectFrom('record_cases')
    .innerJoin('cases', (j) =>
      j
        .onRef('cases.jurisdiction_id', '=', 'record_cases.jurisdiction_id')
        .onRef('cases.id', '=', 'record_cases.case_id'),
    )
    .select(['cases.id', 'cases.number'])
    .where('record_id', '=', recordId)
    .orderBy('record_cases.at')
    .execute()
