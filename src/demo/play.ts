/** Plays stories: every step by its person, at its time, through the commands and rules of the running system. */
import { type Caller, findMemberActor, type MemberActor } from '../access/caller.ts'
import type { House } from '../access/command.ts'
import { uploadRow } from '../cases/files.ts'
import { type Action, stepOf } from '../cases/lifecycle.ts'
import { registerHeard, takeIn, takeResidentStep, takeStepQuietly } from '../cases/service.ts'
import { addDays, dayOf } from '../kernel/calendar/deadline.ts'
import { newId } from '../kernel/ids.ts'
import type { Placed } from '../registry/setup.ts'
import type { Story, StoryStep } from './model.ts'
import { samplePhoto } from './photos.ts'

type Played = { caseId: string; number: string }

/** An instant from `-41d 09:20`, counted from today in Shanghai. */
export function momentOf(now: Date, moment: string): Date {
  const [days, time] = moment.split('d ') as [string, string]
  return new Date(`${addDays(dayOf(now), Number(days))}T${time}:00+08:00`)
}
/** A day from `-33d` or `+7d`. */
const dayFrom = (now: Date, text: string) => addDays(dayOf(now), Number.parseInt(text, 10))

/** All stories, their steps in order of time across them: numbers ascend, and a lead case exists before it is linked to. */
export async function playStories(house: House, jurisdictionId: number, placed: Placed, stories: readonly Story[]) {
  const now = house.now()
  const actors = new Map<string, MemberActor>()
  for (const [slug, memberId] of placed.members) {
    const actor = await findMemberActor(
      house.db,
      house.schemes.of(jurisdictionId),
      jurisdictionId,
      memberId,
      dayOf(now),
    )
    if (actor) actors.set(slug, actor)
  }
  const played = new Map<string, Played>()
  const turns = stories
    .flatMap((story) => [
      { at: momentOf(now, story.at), story, step: undefined as StoryStep | undefined },
      ...story.steps.map((step) => ({ at: momentOf(now, step.at), story, step })),
    ])
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  let photo = 0
  const photos = (at: Date, by: MemberActor | undefined, roles: readonly ('request' | 'before' | 'after')[]) =>
    Promise.all(
      roles.map(async (role) => {
        const stored = await samplePhoto(house, role, photo++)
        const id = newId(at)
        const draftId = newId(at)
        const scope = { jurisdictionId, draft: draftId, ...(by && { memberId: by.memberId }) }
        await house.db.transaction(scope, (tx) =>
          tx
            .insertInto('files')
            .values(uploadRow(jurisdictionId, id, at, stored, by ? { memberId: by.memberId } : { draftId }))
            .execute(),
        )
        return { id, role, draftId }
      }),
    )

  for (const { at, story, step } of turns) {
    const slug = step ? step.by : story.by
    const actor = slug && slug !== 'resident' ? actors.get(slug) : undefined
    if (slug && slug !== 'resident' && !actor) throw new Error(`demo: ${story.id}: no member ${slug}`)
    const caller: Caller = { jurisdictionId, actor: actor ?? { kind: 'resident' }, language: 'zh-CN', at }
    try {
      if (!step) played.set(story.id, await begin(story, caller))
      else await go(story, step, caller)
    } catch (error) {
      throw new Error(
        `demo: ${story.id} ${step?.do ?? 'begins'} ${step?.at ?? story.at}: ${(error as Error).message} ${JSON.stringify((error as { params?: object }).params ?? {})}`,
        { cause: error },
      )
    }
  }

  // what is older than three days has been read by its people
  const recent = new Date(now.getTime() - 3 * 24 * 3600_000)
  for (const memberId of placed.members.values())
    await house.db.transaction({ jurisdictionId, memberId }, (tx) =>
      tx
        .updateTable('notices')
        .set({ read_at: now })
        .where('member_id', '=', memberId)
        .where('at', '<', recent)
        .execute(),
    )

  async function begin(story: Story, caller: Caller): Promise<Played> {
    const { at = now } = caller
    const by = caller.actor.kind === 'member' ? caller.actor : undefined
    const files = await photos(
      at,
      by,
      Array.from({ length: story.photos ?? 0 }, () => 'request' as const),
    )
    const input = {
      clientKey: `demo:${story.id}`,
      villageId: placed.orgs.get(story.village)?.id ?? '',
      words: story.words,
      place: story.place,
      language: 'zh-CN' as const,
      ...(story.contact && { contact: { ...story.contact, phone: story.contact.phone } }),
      ...(story.household && { residentId: placed.heads.get(`${story.village}/${story.household}`) }),
      files: by ? files.map((f) => f.id) : [],
      ...(story.about && { about: whom(story.about) }),
    }
    const receipt = by
      ? await registerHeard(house, caller, {
          ...input,
          channel: story.channel,
          consent: story.consent ?? (story.contact ? 'given' : 'not-asked'),
        })
      : await takeIn(house, caller, input)
    if (!by && files.length) await hang(receipt.id, files)
    return { caseId: receipt.id, number: receipt.number }
  }
  /** Units and members by slug, as the commands name them. */
  function whom({ orgs = [], members = [] }: { orgs?: readonly string[]; members?: readonly string[] }) {
    return {
      orgs: orgs.map((o) => placed.orgs.get(o)?.id ?? ''),
      members: members.map((m) => placed.members.get(m) ?? ''),
    }
  }
  /** A resident's photos come through a draft each; the demo hangs them on directly. */
  async function hang(caseId: string, files: { id: string; draftId: string }[]) {
    for (const f of files)
      await house.db.transaction({ jurisdictionId, draft: f.draftId, cases: [caseId] }, (tx) =>
        tx
          .updateTable('files')
          .set({ case_id: caseId, seq: 1, role: 'request', draft_id: null })
          .where('id', '=', f.id)
          .execute(),
      )
  }

  async function go(story: Story, step: StoryStep, caller: Caller) {
    const it = played.get(story.id)
    if (!it) throw new Error('not begun')
    const action = step.do as Action
    if (!stepOf[action]) throw new Error(`no step ${step.do}`)
    const { at: _at, by: _by, do: _do, ...given } = step as Record<string, unknown>
    const input = await inputOf(given, action, caller)
    if (caller.actor.kind === 'resident')
      await takeResidentStep(action)(house, { ...caller, actor: { kind: 'resident', caseId: it.caseId } }, {
        caseId: it.caseId,
        ...input,
      } as never)
    else await takeStepQuietly(action)(house, caller, { caseId: it.caseId, ...input } as never)
    // whoever accepts calls the resident at once, three times out of four: as everywhere, not always
    if (action === 'accept' && (story.contact || story.household) && Number(it.number.slice(-1)) % 4 !== 0)
      await takeStepQuietly('contact')(house, caller, { caseId: it.caseId, by: 'phone' })
  }

  /** The story's short words as the step's input. */
  async function inputOf(given: Record<string, unknown>, action: Action, caller: Caller) {
    const member = (s: unknown) => placed.members.get(String(s)) ?? ''
    const {
      department,
      responsible,
      due,
      until,
      reviewDay,
      receivedOn,
      member: assigned,
      lead,
      mentions,
      about,
      photos: shown,
      ...rest
    } = given
    const by = caller.actor.kind === 'member' ? caller.actor : undefined
    const { needs } = stepOf[action]
    const takesFiles = ['Answer', 'Words'].includes(needs)
    const files =
      shown && by ? await photos(caller.at ?? now, by, shown === 'before-after' ? ['before', 'after'] : ['after']) : []
    return {
      ...rest,
      ...(department !== undefined && { departmentId: placed.orgs.get(String(department))?.id }),
      ...(responsible !== undefined && { responsibleId: member(responsible) }),
      ...(due !== undefined && { dueDay: dayFrom(now, String(due)) }),
      ...(until !== undefined && { until: dayFrom(now, String(until)) }),
      ...(reviewDay !== undefined && { reviewDay: dayFrom(now, String(reviewDay)) }),
      ...(receivedOn !== undefined && { receivedOn: dayFrom(now, String(receivedOn)) }),
      ...(assigned !== undefined && { memberId: member(assigned) }),
      ...(lead !== undefined && { leadNumber: played.get(String(lead))?.number }),
      ...(about !== undefined && whom(about as { orgs?: string[]; members?: string[] })),
      ...(needs === 'Comment' && { mentions: ((mentions as string[] | undefined) ?? []).map(member) }),
      ...(/Confirm$/.test(needs) && { resolved: 'yes' }),
      ...(/Dispute$/.test(needs) && { resolved: rest['resolved'] ?? 'no' }),
      ...(/^Call/.test(needs) && { calledAt: (caller.at ?? now).toISOString(), numberTail: '0000' }),
      ...(takesFiles && { files: files.map(({ id, role }) => ({ id, role })) }),
    }
  }
}
