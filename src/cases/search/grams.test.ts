/** What a text is found by, and that what is typed finds it exactly when it stands there: checked as PostgreSQL reads a tsquery. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gramsOf, plain, sought } from './grams.ts'

/** Whether the phrases stand in the text, by the places of its grams: what `<->` and `:*` mean. */
function finds(typed: string, ...texts: string[]): boolean {
  const grams = gramsOf(texts)
  const places = ({ gram, begins }: { gram: string; begins?: true }) =>
    begins ? [...grams].flatMap(([g, at]) => (g.startsWith(gram) ? at : [])) : (grams.get(gram) ?? [])
  return (
    sought(typed)?.phrases.every((phrase) => {
      let ends = places(phrase[0] as { gram: string })
      for (const next of phrase.slice(1)) {
        const here = new Set(places(next))
        ends = ends.map((at) => at + 1).filter((at) => here.has(at))
      }
      return ends.length > 0
    }) ?? false
  )
}

test.each([
  ['水渠', '村东头水渠塌了一段'],
  ['水渠塌了', '村东头水渠塌了一段'],
  ['水渠 一段', '村东头水渠塌了一段'],
  ['安和路13号', '家住安和路13号楼'],
  ['13号', '家住安和路１３号'],
  ['13号楼', '家住安和路13号楼'],
  ['路13', '家住安和路13号楼'],
  ['wifi', '村里的ＷｉＦｉ不通'],
  ['WIFI不通', '村里的WiFi不通'],
  ['2026', '2026年的补贴'],
])('%s finds “%s”', (typed, text) => expect(finds(typed, text)).toBe(true))

test.each([
  // both pairs are there, and do not stand together
  ['水渠塌', '水渠好好的，渠塌湾那边才塌'],
  ['渠塌', '水渠，塌了'],
  ['13', '130号'],
  ['13号', '13日和号码'],
  ['wifi', 'wifis'],
  ['路13', '路，13'],
  ['水井', '水渠'],
])('%s does not find “%s”', (typed, text) => expect(finds(typed, text)).toBe(false))

test('one text ends where the next begins', () => expect(finds('水渠塌', '看看水渠', '塌了')).toBe(false))

test.each(['', '水', '，。', ' 水 ', '的 了'])('“%s” is too little to look for', (typed) =>
  expect(sought(typed)).toBeUndefined(),
)
test('of several words a single character is left out', () =>
  expect(sought('水 路灯')).toMatchObject({ terms: ['路灯'] }))

const letters = fc.constantFrom(...'水渠塌了井路灯13aw，')
test('every piece of a text of two characters and more finds the text', () => {
  fc.assert(
    fc.property(fc.array(letters, { minLength: 2, maxLength: 30 }), fc.nat(), fc.nat(), (chars, a, b) => {
      const text = chars.join('')
      const from = a % text.length
      const piece = text.slice(from, from + 1 + (b % (text.length - from)))
      const terms = sought(piece)?.terms ?? []
      // a number or a word cut in the middle is another number, another word
      const whole = terms.every((term) => {
        const at = plain(text).indexOf(term)
        const cut = (i: number) => /^(\d\d|[a-z][a-z])$/.test(plain(text).slice(Math.max(0, i - 1), i + 1))
        return !cut(at) && !cut(at + term.length)
      })
      if (terms.length && whole) expect(finds(piece, text), `${piece} in ${text}`).toBe(true)
    }),
  )
})
test('what is found stands there', () => {
  fc.assert(
    fc.property(
      fc.array(letters, { maxLength: 30 }),
      fc.array(letters, { minLength: 2, maxLength: 4 }),
      (chars, typed) => {
        const text = chars.join('')
        if (finds(typed.join(''), text))
          for (const term of sought(typed.join(''))?.terms ?? []) expect(plain(text)).toContain(term)
      },
    ),
  )
})
