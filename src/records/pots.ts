/** Pots of money, worked out from what was written down: set aside, asked for, approved, paid with a receipt, and what is left. */
import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../access/command.ts'
import { knownOrgs } from '../cases/known-orgs.ts'
import { dayOf } from '../kernel/calendar/day.ts'
import type { RecordKind } from '../programme/records.ts'
import { funding, kindsHere, potsHere } from './kinds.ts'
import { stepsTaken } from './steps.ts'

export const PotYear = z.object({ year: z.coerce.number().int().min(1949).max(2099).optional() })

export type Sums = { setAside: number; asked: number; approved: number; paid: number; balance: number }
/** One sum of the records of one kind that stand at one step. */
export type Flow = {
  readonly kind: string
  readonly pot: string
  readonly orgId: string
  readonly year: number
  readonly step: string | null
  readonly amount: number
}

/** Whether a matter that stands at this step is approved, and whether it is paid: it is paid once all steps are taken. */
export function standingOf(kind: Pick<RecordKind, 'steps'> | undefined, step: string | null) {
  const steps = kind?.steps
  if (!steps) return { approved: true, paid: true }
  const taken = stepsTaken(steps, step)
  // whoever approves is not who asked: the first step that asks for another person
  const approval = Math.max(
    0,
    steps.findIndex((s) => s.another),
  )
  return { approved: taken > approval, paid: taken === steps.length }
}

/** What of a pot came in and went out in a year; the balance is of all years. Money is added in whole cents. */
export function sumsOf(
  flows: readonly Flow[],
  year: number,
  kinds: Readonly<Record<string, Pick<RecordKind, 'steps'>>>,
): Sums {
  const cents = { setAside: 0, asked: 0, approved: 0, paid: 0, balance: 0 }
  for (const f of flows) {
    const amount = Math.round(f.amount * 100)
    if (f.kind === funding) {
      cents.balance += amount
      if (f.year === year) cents.setAside += amount
      continue
    }
    const { approved, paid } = standingOf(kinds[f.kind], f.step)
    if (paid) cents.balance -= amount
    if (f.year !== year) continue
    cents.asked += amount
    if (approved) cents.approved += amount
    if (paid) cents.paid += amount
  }
  return Object.fromEntries(Object.entries(cents).map(([key, n]) => [key, n / 100])) as Sums
}

/** Every pot of the schemes that run, with each unit's part of it, within the caller's scope. */
export const listPots = query(PotYear, async (d, input) => {
  const { jurisdictionId } = d.caller
  const kinds = kindsHere(d.house, jurisdictionId)
  const pots = potsHere(d.house, jurisdictionId)
  const year = input.year ?? Number(dayOf(d.at).slice(0, 4))
  const spending = Object.keys(kinds).filter((code) => kinds[code]?.pot || potFieldOf(kinds[code]))
  const rows = await d.tx
    .selectFrom('records')
    .select([
      'kind',
      'org_id',
      'step',
      sql<number>`extract(year from on_day)::int`.as('year'),
      sql<string | null>`data ->> 'pot'`.as('pot'),
      // a step may settle another sum than was asked for: the last said holds
      sql<string>`sum(coalesce(${amountOfSteps(kinds, spending)}, (data ->> 'amount')::numeric, 0))`.as('amount'),
    ])
    .where('kind', 'in', [...spending, funding])
    .where('withdrawn_at', 'is', null)
    .groupBy(['kind', 'org_id', 'step', 'year', 'pot'])
    .execute()
  const flows = rows.map((r) => ({
    kind: r.kind,
    pot: kinds[r.kind]?.pot ?? r.pot ?? '',
    orgId: r.org_id,
    year: r.year,
    step: r.step,
    amount: Number(r.amount),
  }))
  const orgs = await knownOrgs(d.house, jurisdictionId)
  return {
    year,
    items: Object.entries(pots).map(([code, pot]) => {
      const mine = flows.filter((f) => f.pot === code)
      return {
        code,
        name: pot.name,
        perYear: pot.perYear,
        keptBy: pot.keptBy,
        total: sumsOf(mine, year, kinds),
        orgs: [...new Set(mine.map((f) => f.orgId))].map((orgId) => {
          const org = orgs.get(orgId)
          return {
            org: org ? { id: org.id, name: org.name, nameEn: org.nameEn } : null,
            ...sumsOf(
              mine.filter((f) => f.orgId === orgId),
              year,
              kinds,
            ),
          }
        }),
      }
    }),
  }
})

/** A kind may leave it to each record from which pot it is paid. */
const potFieldOf = (kind: RecordKind | undefined) =>
  kind?.fields['pot']?.type === 'choice' && kind.fields['amount'] !== undefined

/** The sum a step says, the latest step first. */
function amountOfSteps(kinds: Readonly<Record<string, RecordKind>>, spending: readonly string[]) {
  const codes = spending.flatMap((code) =>
    [...(kinds[code]?.steps ?? [])].reverse().flatMap((s) => (s.fields['amount'] ? [`${s.code}.amount`] : [])),
  )
  return codes.length
    ? sql`coalesce(${sql.join(codes.map((code) => sql`(data ->> ${code})::numeric`))})`
    : sql`null::numeric`
}
