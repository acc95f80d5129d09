/** A receipt as a file: text that people can read and a program can check without us. Pure: written and read here. */
import type { Language } from '../../kernel/app.ts'
import { headsIn, noteOf, type SignedHead } from '../../kernel/signed-head.ts'
import { t, timeText } from '../../kernel/texts.ts'
import { grouped } from './leaf.ts'

export type ReceiptFile = {
  readonly number: string
  readonly registeredAt: string
  /** Hex. */
  readonly leaf: string
  /** Only in the slip one keeps to oneself: it opens the request. */
  readonly code?: string
  readonly link?: string
  /** The first event as it was hashed. */
  readonly event?: string
  /** Words of it with their salt, while they are kept. */
  readonly words?: readonly { readonly field: string; readonly salt: string; readonly body: string }[]
  readonly proof?: {
    readonly index: number
    readonly path: readonly string[]
    readonly head: SignedHead
    /** The public key, base64 of its SPKI. */
    readonly key: string
  }
}

/** The file. Lines with `#` are for people; every other line is a name and a value. */
export function writeReceipt(language: Language, r: ReceiptFile): string {
  const say = (text: string) => text.split('\n').map((line) => (line ? `# ${line}` : '#'))
  const shown = { number: r.number, day: timeText(language, new Date(r.registeredAt)) }
  return [
    ...say(t(language, 'log.file-title', shown)),
    ...say(t(language, r.proof ? 'log.file-proof' : 'log.file-slip')),
    '',
    'lianxin-receipt 1',
    `number ${r.number}`,
    ...(r.code ? [`code ${r.code}`] : []),
    `registered ${r.registeredAt}`,
    `leaf ${grouped(r.leaf)}`,
    ...(r.link ? [`link ${r.link}`] : []),
    ...(r.event ? ['', ...say(t(language, 'log.file-words')), `event ${r.event}`] : []),
    ...(r.words ?? []).map((w) => `words ${w.field} ${w.salt} ${JSON.stringify(w.body)}`),
    ...(r.proof
      ? [
          '',
          ...say(t(language, 'log.file-check', { command })),
          `index ${r.proof.index}`,
          ...r.proof.path.map((hash) => `step ${hash}`),
          `key ${r.proof.key}`,
          ...noteOf(r.proof.head)
            .trimEnd()
            .split('\n')
            .map((line) => `| ${line}`.trimEnd()),
        ]
      : []),
    '',
  ].join('\n')
}

const command = 'npm run --silent lianxin -- verify-receipt FILE'
const hash = /^[0-9a-f]{64}$/

/** Reads a receipt back; undefined when the text is none. What is not understood is left out, and is then missing to the proof. */
export function readReceipt(text: string): ReceiptFile | undefined {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line && !/^[#|]/.test(line))
  const all = (name: string) =>
    lines.filter((l) => l.startsWith(`${name} `)).map((l) => l.slice(name.length + 1).trim())
  const one = (name: string) => all(name)[0]
  const leaf = one('leaf')?.replace(/\s/g, '').toLowerCase() ?? ''
  const number = one('number')
  if (one('lianxin-receipt') !== '1' || !number || !hash.test(leaf)) return undefined
  const [index, key, head] = [one('index'), one('key'), headsIn(text)[0]]
  const [code, link, event] = [one('code'), one('link'), one('event')]
  const path = all('step')
  const proven = index !== undefined && /^\d{1,15}$/.test(index) && key && head && path.every((step) => hash.test(step))
  return {
    number,
    registeredAt: one('registered') ?? '',
    leaf,
    ...(code && { code }),
    ...(link && { link }),
    ...(event && { event }),
    words: all('words').flatMap(readWords),
    ...(proven && { proof: { index: Number(index), path, head, key } }),
  }
}

function readWords(line: string) {
  const [, field, salt, body] = /^(\S+) ([0-9a-f]{32}) (".*")$/.exec(line) ?? []
  try {
    return field && salt && body ? [{ field, salt, body: String(JSON.parse(body)) }] : []
  } catch {
    return []
  }
}
