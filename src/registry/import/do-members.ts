/** A planned roster of members, done: new people, their posts, posts that end, how they stand; some hundreds at a time. */
import { sql } from 'kysely'
import { type Origin, writeAudits } from '../../access/audit.ts'
import type { MemberCaller } from '../../access/caller.ts'
import type { Doing } from '../../access/command.ts'
import { newBytes } from '../../kernel/ids.ts'
import { endPost } from '../posts.ts'
import type { MemberRow } from './members-plan.ts'

const batch = 500
const batches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / batch) }, (_, i) => all.slice(i * batch, (i + 1) * batch))

/** Posts that give power at the desk are not among them (members-plan.ts), so no administrator's post can meet another here. */
export async function doMembers(d: Doing, plan: readonly MemberRow[], origin: Origin): Promise<void> {
  const { jurisdictionId, actor } = d.caller as MemberCaller
  const made = new Map<number, string>()
  const moves = plan.filter((r) => r.person && r.does !== 'same')
  const fresh = moves.filter((r) => r.person && 'row' in r.person && r.person.row === r.row)
  for (const r of fresh) made.set(r.row, d.newId())
  const idOf = ({ person }: MemberRow) =>
    person && 'id' in person ? person.id : (made.get(person?.row ?? -1) as string)

  for (const some of batches(fresh))
    await d.tx
      .insertInto('members')
      .values(
        some.map((r) => ({
          jurisdiction_id: jurisdictionId,
          id: idOf(r),
          slug: `m-${newBytes(6).toString('hex')}`,
          name: r.name ?? '',
          work_phone: r.phone ?? null,
          standing: r.set?.standing ?? 'here',
          away_at: r.set?.awayAt ?? null,
          traits: [...(r.set?.traits ?? [])],
        })),
      )
      .execute()
  const isNew = new Set(fresh)
  const known = moves.filter((r) => !isNew.has(r) && (r.set || r.phone))
  for (const some of batches(known))
    await sql`update members m set work_phone = coalesce(r.phone, m.work_phone), standing = coalesce(r.standing, m.standing),
        away_at = case when r.standing is null then m.away_at else r."awayAt" end, traits = coalesce(r.traits, m.traits)
      from jsonb_to_recordset(${JSON.stringify(some.map((r) => ({ id: idOf(r), phone: r.phone, ...r.set })))}::jsonb)
        as r(id uuid, phone text, standing text, "awayAt" text, traits text[]) where m.id = r.id`.execute(d.tx)
  for (const some of batches(moves.filter((r) => r.post))) {
    await d.tx
      .insertInto('appointments')
      .values(
        some.map((r) => ({
          jurisdiction_id: jurisdictionId,
          id: d.newId(),
          member_id: idOf(r),
          org_id: r.post?.orgId ?? '',
          role: r.post?.role ?? '',
          starts_on: r.post?.startsOn ?? '',
          ends_on: r.post?.endsOn ?? null,
          is_public: r.post?.isPublic ?? false,
        })),
      )
      .execute()
    await writeAudits(
      d.tx,
      d.house,
      jurisdictionId,
      origin,
      some.map((r) => ({ kind: 'appointed', memberId: actor.memberId, targetId: idOf(r), subject: r.post?.role })),
    )
  }
  for (const { held } of moves) {
    if (held?.endsOn) await endPost(d, held.id, held.endsOn, origin)
    if (held?.isPublic !== undefined)
      await d.tx.updateTable('appointments').set({ is_public: held.isPublic }).where('id', '=', held.id).execute()
  }
}
