/** Kinds as the desk draws their forms: everything a form, a list or a file needs stands in the declaration. */

import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { query } from '../access/command.ts'
import type { RecordKind } from '../programme/records.ts'
import type { Fields } from './form.ts'
import { kindsHere, ledgersHere } from './kinds.ts'
import type { KindView } from './views.ts'

const fieldsOf = (fields: Fields): KindView['fields'] =>
  Object.entries(fields).map(([code, f]) => ({
    code,
    name: f.name,
    hint: f.hint ?? null,
    type: f.type,
    required: f.required,
    options: Object.entries(f.options ?? {}).map(([value, { name }]) => ({ value, name })),
    of: f.of ?? [],
    unit: f.unit ?? null,
    min: f.min ?? null,
    max: f.max ?? null,
    residentsRead: f.residentsRead,
  }))

export const kindView = (code: string, kind: RecordKind, actor: MemberActor): KindView => ({
  code,
  name: kind.name,
  about: kind.about ?? null,
  group: kind.group,
  lasts: kind.lasts,
  fields: fieldsOf(kind.fields),
  steps: (kind.steps ?? []).map(({ code: step, name, another, fields }) => ({
    code: step,
    name,
    another,
    fields: fieldsOf(fields),
  })),
  quorum: kind.quorum
    ? {
        present: kind.quorum.present,
        entitled: kind.quorum.entitled,
        share: kind.quorum.share,
        more: kind.quorum.more,
      }
    : null,
  boardDays: kind.board?.days ?? null,
  promises: kind.promises,
  fills: kind.fills,
  mayWrite: actor.appointments.some((a) => a.may.includes('work.write') && kind.fills.includes(a.role)),
})

/** Every kind that can be written down today. */
export const listKinds = query(z.object({}), async (d) => {
  const actor = d.caller.actor as MemberActor
  const kinds = kindsHere(d.house, d.caller.jurisdictionId)
  return { items: Object.entries(kinds).map(([code, kind]) => kindView(code, kind, actor)) }
})

/** The ledgers of all schemes that run, each with the kinds it is made of. */
export const listLedgers = query(z.object({}), async (d) => {
  const kinds = kindsHere(d.house, d.caller.jurisdictionId)
  return {
    items: Object.entries(ledgersHere(d.house, d.caller.jurisdictionId)).map(([code, ledger]) => ({
      code,
      name: ledger.name,
      about: ledger.about ?? null,
      kinds: ledger.records.flatMap((kind) => {
        const name = kinds[kind]?.name
        return name ? [{ code: kind, name }] : []
      }),
    })),
  }
})
