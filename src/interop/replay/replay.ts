/** Replays a file of real messages, one line one transaction; what cannot be is told line by line. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { House } from '../../access/command.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Format, formatOf, type Message, parseLine, readMessage, Unusable } from './formats.ts'
import { play } from './play.ts'
import type { Stage } from './stage.ts'

export type Summary = {
  read: number
  registered: number
  answered: number
  skipped: number
  already: number
  refused: number
  noted: number
}
export type Reason = {
  readonly kind: 'line' | 'command' | 'database'
  readonly code: string
  readonly params: Record<string, string | number>
}
export type Told =
  | { readonly what: 'refused'; readonly line: number; readonly id: string; readonly reason: Reason }
  | { readonly what: 'noted'; readonly line: number; readonly id: string; readonly note: string }

export type Options = {
  /** Read every line as this format, whatever its keys. */
  readonly format?: Format | undefined
  readonly tell: (told: Told) => void
  readonly progress?: (sum: Readonly<Summary>) => void
}

/** How many lines are under way at once. Each holds a connection and may borrow a second one for a block of numbers. */
const lanes = (pool: number) => Math.max(1, Math.min(6, Math.floor(pool / 2)))

/** Replays the file. Lines are told as they fail; an error that is not the line's own (no database, no disk) ends the run. */
export async function replayFile(house: House, stage: Stage, file: string, options: Options): Promise<Summary> {
  const sum: Summary = { read: 0, registered: 0, answered: 0, skipped: 0, already: 0, refused: 0, noted: 0 }
  const lines = numbered(file)
  async function lane() {
    for await (const { line, text } of shared) {
      if (!text.trim()) {
        sum.skipped++
        continue
      }
      sum.read++
      await one(line, text)
      options.progress?.(sum)
    }
  }
  async function one(line: number, text: string) {
    let id = ''
    try {
      const row = parseLine(text)
      id = String(row['id'] ?? '')
      const message: Message = readMessage(row, house.now(), options.format ?? formatOf(row))
      const done = await play(house, stage, message)
      if (done !== 'already') sum.registered++
      if (done === 'answered') sum.answered++
      if (done === 'already') sum.already++
      sum.noted += message.notes.length
      for (const note of message.notes) options.tell({ what: 'noted', line, id, note })
    } catch (error) {
      const reason = reasonOf(error)
      if (!reason) throw error
      sum.refused++
      options.tell({ what: 'refused', line, id, reason })
    }
  }
  // one reader for all lanes: a lane that ends must not close it for the others
  const shared = { [Symbol.asyncIterator]: () => ({ next: () => lines.next() }) }
  await Promise.all(Array.from({ length: lanes(house.config.LIANXIN_POOL) }, lane))
  return sum
}

async function* numbered(file: string) {
  let line = 0
  for await (const text of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  }))
    yield { line: ++line, text: line === 1 ? text.replace(/^\uFEFF/, '') : text }
}

/** Why this line cannot be; undefined when it is not the line that is at fault. */
function reasonOf(error: unknown): Reason | undefined {
  if (error instanceof Unusable) return { kind: 'line', code: error.fault, params: error.params }
  if (error instanceof Refusal) {
    const field = error.fields[0]
    return {
      kind: 'command',
      code: error.code,
      params: { ...error.params, ...(field && { field: field.path, message: field.message }) },
    }
  }
  const { code, message } = error as { code?: string; message?: string }
  // classes 22 and 23 of SQLSTATE: a value the database cannot hold
  return code && /^2[23]\w{3}$/.test(code) ? { kind: 'database', code, params: { message: message ?? '' } } : undefined
}
