/** Leaving a case out of a figure: asked for by the unit counted or by the county office, decided by another; both are steps of the case. */
import type { MemberActor } from '../access/caller.ts'
import type { Doing } from '../access/command.ts'
import { Refusal } from '../kernel/errors.ts'
import { unitOf } from './first-round.ts'
import type { NeedInput } from './model.ts'
import { type Appending, type CaseRow, ladderOf, orgsById } from './store.ts'
import { levelOf } from './summary.ts'
import type { Rate } from './vocabulary.ts'

type Effect = { row: NonNullable<Appending['row']> }
/** By rate, the ground and the office that decided. */
export type Excluded = Partial<Record<Rate, { ground: string; org: string }>>

const posts = (d: Doing) => (d.caller.actor as MemberActor).appointments

/** The office that decides: the top of this village's ladder. */
const officeOf = async (d: Doing, row: CaseRow) => ladderOf(await orgsById(d.tx), levelOf(d), row.village_id).county

/** Refused with `figures.not-counted` where a rate does not count the case, `figures.own-office` where nobody else could decide. */
export async function askExclusion(d: Doing, row: CaseRow, input: NeedInput<'AskExclusion'>): Promise<Effect> {
  if (!d.house.scheme.figures.exclusions[input.ground])
    throw new Refusal('case.code-unknown', { field: 'ground', code: input.ground })
  const units = input.rates.map((rate) => unitOf(row, rate))
  if (units.includes(null)) throw new Refusal('figures.not-counted')
  const counted = [...new Set(units as string[])]
  const office = await officeOf(d, row)
  // the office may not excuse itself, and nobody stands above it here
  if (!office || counted.includes(office)) throw new Refusal('figures.own-office')
  const post = posts(d).find((p) => p.may.includes('figures.ask') && [...counted, office].includes(p.orgId))
  if (!post) throw new Refusal('case.not-allowed')
  const { memberId } = d.caller.actor as MemberActor
  await d.tx
    .insertInto('figure_exclusions')
    .values({
      jurisdiction_id: row.jurisdiction_id,
      id: d.newId(),
      case_id: row.id,
      rates: [...new Set(input.rates)],
      ground: input.ground,
      counted,
      asked_seq: row.version + 1,
      asked_by: memberId,
      asked_org: post.orgId,
      asked_at: d.at,
    })
    .execute()
  return { row: { exclusion_asked_at: d.at, exclusion_asked_by: memberId, exclusion_counts: counted } }
}

/** The county office's decision; the constraints of `figure_exclusions` refuse the one who asked and everyone of a unit counted. */
export async function decideExclusion(d: Doing, row: CaseRow, input: NeedInput<'DecideExclusion'>): Promise<Effect> {
  const org = (await officeOf(d, row)) ?? ''
  const { rates, ground } = await d.tx
    .updateTable('figure_exclusions')
    .set({
      decided: input.decision,
      decided_seq: row.version + 1,
      decided_by: (d.caller.actor as MemberActor).memberId,
      decided_org: org,
      decided_posts: posts(d).map((p) => p.orgId),
      decided_at: d.at,
    })
    .where('case_id', '=', row.id)
    .where('decided', 'is', null)
    .returning(['rates', 'ground'])
    .executeTakeFirstOrThrow()
  const excluded = {
    ...(row.excluded as Excluded | null),
    ...Object.fromEntries(rates.map((r) => [r, { ground, org }])),
  }
  return {
    row: {
      exclusion_asked_at: null,
      exclusion_asked_by: null,
      exclusion_counts: null,
      ...(input.decision === 'approved' && { excluded }),
    },
  }
}
