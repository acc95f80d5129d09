/** Plays one message through the commands a person would use, each step at its real time, all in one transaction. */
import type { Actor, Caller } from '../../access/caller.ts'
import type { House } from '../../access/command.ts'
import { Intake } from '../../cases/model.ts'
import { registerHeard, stepInput, takeIn, takeStepQuietly } from '../../cases/service.ts'
import { dayOf, deadline } from '../../kernel/calendar/deadline.ts'
import { Refusal } from '../../kernel/errors.ts'
import { alsoOpen, type Tx } from '../../kernel/scope.ts'
import { limitFor } from '../../programme/model.ts'
import type { Message } from './formats.ts'
import { between } from './instants.ts'
import type { Stage } from './stage.ts'
import { replay } from './words.ts'

export type Played = 'already' | 'registered' | 'answered'

/** Plays the whole message or leaves nothing of it. Refusals as the commands; `intake.key-reused` when it was played with other words. */
export function play(house: House, stage: Stage, message: Message): Promise<Played> {
  const words = `${message.title}\n${message.body}`
  const input = checked(Intake, { clientKey: message.key, villageId: stage.villageId, words })
  return house.db.transaction({ jurisdictionId: stage.jurisdictionId, seen: stage.seen }, async (tx) => {
    if (await wasPlayed(tx, input)) return 'already'
    const receipt = await enter(house, stage, message, input, tx)
    if (receipt.again) return 'already'
    if (message.answer) await answer(house, stage, message, message.answer, receipt.id, tx)
    return message.answer ? 'answered' : 'registered'
  })
}

/** Asked before the commands, so that a second run reserves no number. */
async function wasPlayed(tx: Tx, { clientKey, words }: Intake): Promise<boolean> {
  const receipt = await tx
    .selectFrom('case_receipts')
    .select('case_id')
    .where('client_key', '=', clientKey)
    .executeTakeFirst()
  if (!receipt) return false
  await alsoOpen(tx, { cases: [receipt.case_id] })
  const kept = await tx
    .selectFrom('case_texts')
    .select('body')
    .where('case_id', '=', receipt.case_id)
    .where('seq', '=', 1)
    .where('field', '=', 'words')
    .executeTakeFirst()
  if (kept && kept.body !== words) throw new Refusal('intake.key-reused')
  return true
}

const callerOf = (stage: Stage, actor: Actor, at: Date): Caller => ({
  jurisdictionId: stage.jurisdictionId,
  actor,
  language: 'zh-CN',
  at,
})

/** What came by the web the resident hands in; what came otherwise the branch writes down. */
function enter(house: House, stage: Stage, { channel: named, at }: Message, input: Intake, tx: Tx) {
  const channel = named === undefined ? 'web' : (replay.channels[named.toLowerCase()] ?? 'import')
  if (channel === 'web') return takeIn(house, callerOf(stage, { kind: 'resident' }, at), input, tx)
  return registerHeard(house, callerOf(stage, stage.branch, at), { ...input, channel, consent: 'not-asked' }, tx)
}

const played = ['accept', 'escalate', 'dispatch', 'sendBack', 'receive', 'answer', 'settle'] as const
type PlayedAction = (typeof played)[number]
type Command = {
  schema: Checking<unknown>
  take: (house: House, caller: Caller, input: never, within: Tx) => Promise<unknown>
}
/** Schema and command of each step, made once: putting a schema together takes longer than checking with it. */
const commands = Object.fromEntries(
  played.map((a) => [a, { schema: stepInput(a), take: takeStepQuietly(a) }]),
) as unknown as Record<PlayedAction, Command>

/** From acceptance to the official answer. */
async function answer(
  house: House,
  stage: Stage,
  message: Message,
  given: { at: Date; text: string },
  caseId: string,
  tx: Tx,
) {
  const take = async (action: PlayedAction, actor: Actor, at: Date, input: object) => {
    const { schema, take } = commands[action]
    await take(house, callerOf(stage, actor, at), checked(schema, { caseId, ...input }) as never, tx)
  }
  const first = message.handOvers[0] ?? given.at
  await take('accept', stage.branch, between(message.at, first, 0.25), sorted(message))
  await take('escalate', stage.branch, between(message.at, first, 0.5), { reason: replay.words.escalate })
  const result = { result: 'explained', answer: given.text }
  if (!message.handOvers.length) return take('settle', stage.town, given.at, result)
  for (const [n, at] of message.handOvers.entries()) {
    const department = stage.departments[n % stage.departments.length]
    if (!department) throw new Error('a stage has a department')
    await take('dispatch', stage.town, at, {
      departmentId: department.id,
      dueDay: dueDay(house, stage.jurisdictionId, at),
      standard: replay.words.standard,
    })
    const next = message.handOvers[n + 1]
    if (next) await take('sendBack', department.officer, between(at, next, 0.5), { reason: replay.words.sendBack })
    else {
      await take('receive', department.officer, between(at, given.at, 0.25), {})
      await take('answer', department.officer, given.at, result)
    }
  }
}

/** A title stands on the case only where it fits whole: nothing is cut unseen, and the words hold it anyway. */
function sorted({ title, nature }: Message) {
  const fits = title.length >= 2 && title.length <= 60
  const natureCode = replay.natures[nature ?? ''] ?? replay.unsorted.nature
  return {
    ...(fits && { title }),
    category: replay.unsorted.category,
    nature: natureCode,
    urgency: 'ordinary',
    extent: 'individual',
  }
}

/** The day the scheme gives, counted from the hand-over: not the day it was really answered, so that lateness shows. */
const dueDay = (house: House, jurisdictionId: number, at: Date) =>
  dayOf(
    deadline(
      house.calendars.of(jurisdictionId),
      at,
      limitFor(house.schemes.of(jurisdictionId), { clock: 'handling', level: 'town', urgency: 'ordinary' }),
    ).at,
  )

type Checking<O> = {
  safeParse(
    input: unknown,
  ): { success: true; data: O } | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } }
}
/** Input checked as the API checks it. */
function checked<O>(schema: Checking<O>, input: unknown): O {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new Refusal(
    'input.invalid',
    {},
    parsed.error.issues.map((i) => ({ path: i.path.join('.'), message: i.message })),
  )
}
