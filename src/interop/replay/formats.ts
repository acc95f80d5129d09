/** Reads a line of a file of real messages, whichever of the known formats it has. Pure: nothing is guessed, what cannot be is refused. */
import { z } from 'zod'
import { between, plusDays, readInstant } from './instants.ts'

/** One message as it really went, in the words of no format. */
export type Message = {
  readonly key: string
  readonly title: string
  readonly body: string
  /** As the file names it; undefined came through the web. */
  readonly channel?: string
  readonly nature?: string
  readonly at: Date
  readonly answer?: { readonly at: Date; readonly text: string }
  /** When each department was handed the matter; none: answered by the town itself. */
  readonly handOvers: readonly Date[]
  /** What the line says that could not be kept as said. */
  readonly notes: readonly Note[]
}

export const faults = [
  'not-json',
  'format-unknown',
  'time-unreadable',
  'reply-time-unreadable',
  'reply-half',
  'reply-early',
  'transfer-late',
  'days-unusable',
  'body-empty',
  'future',
] as const
export type FaultCode = (typeof faults)[number]
export const notes = ['transfer-undated', 'transfer-without-count'] as const
export type Note = (typeof notes)[number]

/** A line that cannot be, with its id where it has one. */
export class Unusable extends Error {
  readonly fault: FaultCode
  readonly params: Record<string, string | number>
  constructor(fault: FaultCode, params: Record<string, string | number> = {}) {
    super(fault)
    this.fault = fault
    this.params = params
  }
}

const Key = z.union([z.string().min(1), z.number()])
const When = z.union([z.string(), z.number()])
const Reply = z.object({
  id: Key,
  title: z.string(),
  time: When,
  body: z.string(),
  reply: z.string().nullish(),
  replyTime: When.nullish(),
})
const Hot = z.object({ id: Key, title: z.string(), time: When, body: z.string(), likes: z.number() })
const Moved = z.object({
  id: Key,
  title: z.string(),
  date: When,
  content: z.string(),
  nature: z.string(),
  channel: z.string(),
  reply: z.string(),
  transfers: z.number(),
  replyDays: z.number(),
  firstTransferDays: z.number().nullable(),
})

/** The formats, told apart by their keys. */
export const formats = ['replies', 'hot', 'requests'] as const
export type Format = (typeof formats)[number]

export function formatOf(row: Record<string, unknown>): Format | undefined {
  if ('replyTime' in row) return 'replies'
  if ('transfers' in row && 'date' in row) return 'requests'
  return 'likes' in row && 'time' in row ? 'hot' : undefined
}

export const parseLine = (line: string): Record<string, unknown> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(line))
  } catch {
    throw new Unusable('not-json')
  }
}

/** The message of a line. Throws `Unusable` for one that cannot be, as of `now`. */
export function readMessage(row: Record<string, unknown>, now: Date, format = formatOf(row)): Message {
  if (!format) throw new Unusable('format-unknown')
  const message = { replies: readReply, hot: readHot, requests: readMoved }[format](row)
  if (!message.body.trim()) throw new Unusable('body-empty')
  if (message.answer && message.answer.at < message.at) throw new Unusable('reply-early')
  if ((message.answer?.at ?? message.at) > now) throw new Unusable('future')
  return message
}

function shaped<S extends z.ZodType>(schema: S, row: unknown): z.output<S> {
  const parsed = schema.safeParse(row)
  if (!parsed.success) throw new Unusable('format-unknown', { field: parsed.error.issues[0]?.path.join('.') ?? '' })
  return parsed.data
}
function instant(value: string | number, fault: FaultCode): Date {
  const at = readInstant(value)
  if (!at) throw new Unusable(fault, { value })
  return at
}

/** A message with the official reply: one department, some way into the time it took. */
function readReply(raw: unknown): Message {
  const row = shaped(Reply, raw)
  const at = instant(row.time, 'time-unreadable')
  const message = {
    key: `replay:replies:${row.id}`,
    title: row.title.trim(),
    body: row.body,
    at,
    handOvers: [],
    notes: [],
  }
  const answered = row.replyTime !== null && row.replyTime !== undefined && row.replyTime !== ''
  if (answered !== Boolean(row.reply?.trim())) throw new Unusable('reply-half')
  if (!answered) return message
  const answer = { at: instant(row.replyTime as string | number, 'reply-time-unreadable'), text: row.reply as string }
  return { ...message, answer, handOvers: [between(at, answer.at, 0.2)] }
}

function readHot(raw: unknown): Message {
  const row = shaped(Hot, raw)
  return {
    key: `replay:hot:${row.id}`,
    title: row.title.trim(),
    body: row.body,
    at: instant(row.time, 'time-unreadable'),
    handOvers: [],
    notes: [],
  }
}

/** The hour of a day given without one: asked as offices open, handed over at ten, answered as they close. */
const opens = 9
const handsOver = 10
const closes = 17

/** A request with its hand-overs, counted in days. The first has its day; the further ones are spread from there to the answer. */
function readMoved(raw: unknown): Message {
  const row = shaped(Moved, raw)
  const { transfers, replyDays, firstTransferDays: first } = row
  const day = instant(row.date, 'time-unreadable')
  if (![transfers, replyDays, first ?? 0].every((n) => Number.isInteger(n) && n >= 0 && n < 10_000))
    throw new Unusable('days-unusable')
  if (first !== null && first > replyDays) throw new Unusable('transfer-late', { first, reply: replyDays })
  if (!row.reply.trim()) throw new Unusable('reply-half')
  const at = plusDays(day, 0, opens)
  const answer = { at: plusDays(day, replyDays, closes), text: row.reply }
  const from = first === null ? between(at, answer.at, 0.2) : plusDays(day, first, handsOver)
  return {
    key: `replay:requests:${row.id}`,
    title: row.title.trim(),
    body: row.content,
    channel: row.channel,
    nature: row.nature,
    at,
    answer,
    handOvers: Array.from({ length: transfers }, (_, n) => between(from, answer.at, n / transfers)),
    notes:
      transfers && first === null
        ? ['transfer-undated']
        : !transfers && first !== null
          ? ['transfer-without-count']
          : [],
  }
}
