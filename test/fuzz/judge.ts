/** What must hold of every reply, whatever was sent. Each breach in one line. */
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { type RefusalCode, refusals } from '../../src/kernel/errors.ts'
import type { Caller } from './callers.ts'

export type Reply = { status: number; type: string; headers: string; text: string; json?: Record<string, unknown> }

/** What the inside looks like: none of it belongs into a reply. */
export const inside =
  /\bat \S+ \(|\.tsx?:\d|node_modules|file:\/\/|\bselect .+ from\b|insert into|violates|constraint "|syntax error|relation "|duplicate key|invalid input syntax|out of range for type|deadlock|ECONN|\b(Type|Range|Syntax|URI|Reference|Database|Zod|API)Error\b|kysely|postgres/i

/** Foreign texts, ids and numbers in a reply. What the caller sent comes back to them only as an echo: that is no leak. */
export function leaks(
  reply: Pick<Reply, 'text' | 'headers'>,
  { hidden }: Pick<Caller, 'hidden'>,
  sent: string,
): string[] {
  const all = `${reply.headers}\n${reply.text}`
  const found = hidden.texts.filter((text) => all.includes(text))
  for (const id of all.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? [])
    if (hidden.ids.has(id)) found.push(id)
  for (const number of all.match(/LX-\d{4}-\d{4,}/g) ?? []) if (hidden.numbers.has(number)) found.push(number)
  return [...new Set(found)].filter((text) => !sent.includes(text))
}

/** An error is problem details, in words, and says nothing of the inside. */
export function wrongProblem(
  reply: Reply,
  language: 'zh-CN' | 'en',
  tables: readonly string[],
  sent: string,
): string[] {
  const faults: string[] = []
  const p = reply.json
  if (!reply.type.startsWith('application/problem+json') || !p) return [`an error of type ${reply.type}`]
  const {
    type: _t,
    code,
    status,
    title,
    errors = [],
    reference: _r,
    ...others
  } = p as { errors?: { message: string }[] } & Record<string, unknown>
  if (Object.keys(others).length) faults.push(`unknown fields ${Object.keys(others)}`)
  if (status !== reply.status || refusals[code as RefusalCode] !== reply.status)
    faults.push(`code ${code} with ${reply.status}`)
  for (const text of [String(title), ...errors.map((e) => e.message)]) {
    if (!text || /^[a-z-]+(\.[a-z-]+)*$/.test(text)) faults.push(`untranslated: ${text}`)
    if (/\{\w+\}/.test(text) && !sent.includes('{')) faults.push(`a placeholder is left: ${text}`)
    // what was sent may be quoted: only a text without a word of the reader's language is in the wrong one
    if (language === 'en' ? !/[A-Za-z]/.test(text) : !/\p{Script=Han}/u.test(text))
      faults.push(`not in ${language}: ${text}`)
  }
  if (reply.text.length > 65_536) faults.push(`${reply.text.length} characters of complaint`)
  const said = reply.text.match(inside)?.[0]
  if (said && !sent.includes(said)) faults.push(`of the inside: ${said}`)
  const table = tables.find((name) => name.includes('_') && reply.text.includes(name) && !sent.includes(name))
  if (table) faults.push(`a table’s name: ${table}`)
  return faults
}

/** A success is exactly what the declaration says it gives: nothing missing, nothing besides. */
export function wrongOutput(reply: Reply, declared: { status?: number; output?: z.ZodType }): string[] {
  if (reply.status !== (declared.status ?? 200) && !(reply.status === 206 && !declared.output))
    return [`status ${reply.status} is not declared`]
  if (!declared.output) return []
  const parsed = declared.output.safeParse(reply.json)
  if (!parsed.success) return parsed.error.issues.slice(0, 3).map((i) => `output ${i.path.join('.')}: ${i.message}`)
  return isDeepStrictEqual(parsed.data, reply.json) ? [] : ['output holds more than is declared']
}
