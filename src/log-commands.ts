/** Commands about the public log: its newest head, heads kept elsewhere against the log of today, and receipts, which need no database. */
import { existsSync, readFileSync } from 'node:fs'
import type { House } from './access/command.ts'
import { checkReceipt, holds, keyFrom } from './cases/public-log/check.ts'
import { headOfSize, listKeys, newestHead, originOf } from './cases/public-log/heads.ts'
import { grouped } from './cases/public-log/leaf.ts'
import { readReceipt } from './cases/public-log/receipt.ts'
import { rootAt } from './cases/public-log/tree.ts'
import type { Language } from './kernel/app.ts'
import type { Tx } from './kernel/scope.ts'
import { headSignedBy, headsIn, noteOf, type SignedHead } from './kernel/signed-head.ts'
import { t } from './kernel/texts.ts'

/** Whether all is well, and what to say. */
export type Said = { readonly well: boolean; readonly lines: readonly string[] }

/** The newest head of each jurisdiction, as a newspaper prints it. */
export async function printHeads(house: House, jurisdictions: readonly number[], language: Language): Promise<Said> {
  const notes: string[] = []
  for (const jurisdictionId of jurisdictions) {
    const head = await house.db.transaction({ jurisdictionId }, newestHead)
    if (head) notes.push(noteOf(head))
  }
  return notes.length ? { well: true, lines: notes } : { well: false, lines: [t(language, 'check.log-none')] }
}

/** Heads kept elsewhere, file by file: the first that does not fit the log of today is named, and nothing after it is looked at. */
export async function checkKept(
  house: House,
  jurisdictions: readonly number[],
  files: readonly string[],
  language: Language,
): Promise<Said> {
  const lines: string[] = []
  for (const file of files) {
    const heads = headsIn(readFileSync(file, 'utf8'))
    if (!heads.length) return { well: false, lines: [...lines, t(language, 'check.kept-none', { file })] }
    for (const head of heads) {
      const found = await judge(house, jurisdictions, head)
      const { origin, number, size } = head
      lines.push(t(language, `check.kept-${found}`, { file, origin, number, size, at: head.at.toISOString() }))
      if (found !== 'fits') return { well: false, lines }
    }
  }
  return { well: true, lines: [...lines, t(language, 'check.kept-all', { heads: lines.length })] }
}

/** How a head kept elsewhere can fare. */
export const fates = ['fits', 'foreign', 'signature', 'beyond', 'root', 'gone'] as const

async function judge(
  house: House,
  jurisdictions: readonly number[],
  head: SignedHead,
): Promise<(typeof fates)[number]> {
  for (const jurisdictionId of jurisdictions) {
    const fate = await house.db.transaction({ jurisdictionId }, async (tx) =>
      (await originOf(tx, jurisdictionId)) === head.origin ? judgeHere(tx, head) : undefined,
    )
    if (fate) return fate
  }
  return 'foreign'
}

async function judgeHere(tx: Tx, head: SignedHead): Promise<(typeof fates)[number]> {
  if (!(await listKeys(tx)).some((key) => headSignedBy(key, head))) return 'signature'
  if (head.size > ((await newestHead(tx))?.size ?? 0)) return 'beyond'
  // recomputed from what is stored under it: the same root is the strongest consistency there is
  if (!(await rootAt(tx, head.size)).equals(head.root)) return 'root'
  const here = await headOfSize(tx, head.size)
  return here?.number === head.number && here.signature.equals(head.signature) ? 'fits' : 'gone'
}

/** Whether the receipt in a file proves its request, in plain sentences. `trusted` is a key one knows from elsewhere. */
export function verifyReceipt(file: string, language: Language, trusted: string | undefined): Said {
  const receipt = readReceipt(readFileSync(file, 'utf8'))
  if (!receipt) return { well: false, lines: [t(language, 'check.no-receipt', { file })] }
  const key = trusted === undefined ? undefined : keyIdOf(trusted)
  if (trusted !== undefined && !key) return { well: false, lines: [t(language, 'check.no-key')] }
  const answers = checkReceipt(receipt, key)
  const signer = receipt.proof && keyFrom(receipt.proof.key)
  const well = holds(answers)
  return {
    well,
    lines: [
      t(language, 'check.receipt', { number: receipt.number, leaf: grouped(receipt.leaf) }),
      ...answers.map(({ check, yes, detail: said }) => {
        const detail = check === 'words' ? t(language, said === 'place' ? 'check.place' : 'check.own-words') : said
        const answer = t(language, yes ? `check.yes.${check}` : `check.no.${check}`, { detail })
        return `  ${answer}`
      }),
      ...(signer && !key ? [`  ${t(language, 'check.which-key', { key: grouped(signer.id.toString('hex')) })}`] : []),
      t(language, well ? 'check.holds' : 'check.holds-not'),
    ],
  }
}

/** A key as people have it: its fingerprint, itself, or a file with either. */
function keyIdOf(given: string): Buffer | undefined {
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given
  const hex = text.replace(/\s/g, '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(hex) ? Buffer.from(hex, 'hex') : keyFrom(text)?.id
}
