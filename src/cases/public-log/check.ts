/** Whether a receipt proves what it says: pure, without a database, so that anybody can run it. */
import { sha256 } from '../../kernel/crypto.ts'
import { includes } from '../../kernel/merkle.ts'
import { headSignedBy, readPublicKey } from '../../kernel/signed-head.ts'
import { digestOf, genesis } from '../log.ts'
import { leafOf } from './leaf.ts'
import type { ReceiptFile } from './receipt.ts'

/** What is looked at, in this order. */
export const checks = ['words', 'event', 'number', 'proof', 'inclusion', 'signature', 'key'] as const
export type Check = (typeof checks)[number]
export type Answer = { readonly check: Check; readonly yes: boolean; readonly detail: string }

/** Every answer that can be given. The receipt proves its request when all are yes and `proof` is among them. */
export function checkReceipt(r: ReceiptFile, trusted?: Buffer): Answer[] {
  const answers: Answer[] = []
  const say = (check: Check, yes: boolean, detail = '') => answers.push({ check, yes, detail })
  if (r.event !== undefined) {
    const noted = dataOf(r.event)
    for (const { field, salt, body } of r.words ?? [])
      say('words', digestOf(body, Buffer.from(salt, 'hex')) === (noted[field] as { sha256?: string })?.sha256, field)
    // a case begins with this event: nothing stands before it
    say('event', leafOf(sha256(genesis, r.event)).toString('hex') === r.leaf)
    // requests from before numbers were written into the log do not say it
    if (noted['number'] !== undefined) say('number', noted['number'] === r.number, r.number)
  }
  // a leaf alone says of nobody's request that it is this one: number and words hang on the event
  else if (r.proof) say('event', false)
  if (!r.proof) {
    say('proof', false)
    return answers
  }
  const { index, path, head, key } = r.proof
  const steps = path.map((step) => Buffer.from(step, 'hex'))
  say('proof', true, String(index + 1))
  say('inclusion', includes(Buffer.from(r.leaf, 'hex'), index, head.size, steps, head.root), String(head.size))
  const signer = keyFrom(key)
  say('signature', signer !== undefined && headSignedBy(signer, head), head.at.toISOString())
  if (trusted) say('key', signer?.id.equals(trusted) ?? false, trusted.toString('hex'))
  return answers
}
export const holds = (answers: readonly Answer[]) => answers.every((a) => a.yes)

function dataOf(event: string): Record<string, unknown> {
  try {
    const data = (JSON.parse(event) as { data?: Record<string, unknown> } | null)?.data
    return typeof data === 'object' && data !== null ? data : {}
  } catch {
    return {}
  }
}

/** The key in a file, if it can be read at all. */
export function keyFrom(text: string) {
  try {
    return readPublicKey(text)
  } catch {
    return undefined
  }
}
