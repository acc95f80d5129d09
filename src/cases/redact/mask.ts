/** How each kind is masked (DOMAIN 5): enough left to read the sentence, not enough to find the person. Pure. */
import { familyName } from '../../registry/surnames.ts'
import type { Kind, Span } from './kinds.ts'
import { titles } from './names.ts'
import { findPersonal } from './suggest.ts'

const stars = (n: number) => '*'.repeat(n)
const bare = (text: string) => text.normalize('NFKC').replace(/[^\da-z]/gi, '')

const ending = new RegExp(`(?:${titles})$`, 'u')

const masks: Readonly<Record<Kind, (text: string) => string>> = {
  // region and day of birth would tell more than the number itself: only the end stays
  'id-number': (text) => `${stars(14)}${bare(text).slice(-4)}`,
  'bank-card': (text) => `${stars(12)}${bare(text).slice(-4)}`,
  mobile: (text) => {
    const number = bare(text).slice(-11)
    return `${number.slice(0, 3)}****${number.slice(-4)}`
  },
  hotline: (text) => `${bare(text).slice(0, 3)}****${bare(text).slice(-3)}`,
  landline: () => stars(8),
  email: () => stars(6),
  account: () => stars(6),
  plate: (text) => {
    const plain = [...text.replace(/[·•.\-\s]/g, '')]
    const shown = plain.slice(0, 2).join('').startsWith('WJ') ? 3 : /^[A-Za-zＡ-Ｚａ-ｚ]/.test(plain[0] ?? '') ? 1 : 2
    return `${plain.slice(0, shown).join('')}${stars(5)}`
  },
  name: (text) => `${familyName(text)}**`,
  // 张书记 → 某书记: the office may be known, the person need not be named
  official: (text) => `某${ending.exec(text)?.[0] ?? ''}`,
  house: (text) => text.replace(/[0-9０-９A-Za-zＡ-Ｚａ-ｚ]+/g, '**'),
}

export const maskOf = (span: Pick<Span, 'kind' | 'text'>): string => masks[span.kind](span.text)

/** The text with each of these spans replaced. Positions are code points. */
export function replaceSpans(
  text: string,
  spans: readonly Pick<Span, 'from' | 'to'>[],
  by: (span: { from: number; to: number; text: string; at: number }) => string,
): string {
  const chars = [...text]
  let out = ''
  let after = 0
  for (const [at, { from, to }] of [...spans].sort((a, b) => a.from - b.from).entries()) {
    if (from < after) continue
    out += chars.slice(after, from).join('') + by({ from, to, text: chars.slice(from, to).join(''), at })
    after = to
  }
  return out + chars.slice(after).join('')
}

/** The text as suggested for others to read: all that was found is masked. Done again it changes nothing. */
export function maskPersonal(text: string, known: readonly string[] = []): string {
  let shown = text
  // what stood beside a span may be read anew once it is masked; two rounds are the most ever seen
  for (let round = 0; round < 5; round++) {
    const spans = findPersonal(shown, known)
    if (!spans.length) break
    shown = replaceSpans(shown, spans, ({ at }) => maskOf(spans[at] as Span))
  }
  return shown
}
