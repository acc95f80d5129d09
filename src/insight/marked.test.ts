/** What was looked for is marked where it stands; nothing of the line is lost. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { around, marked, type Piece } from './marked.ts'

const written = (pieces: readonly Piece[]) => pieces.map((p) => (p.mark ? `[${p.text}]` : p.text)).join('')

test.each([
  ['村东头水渠塌了，水渠边', ['水渠'], '村东头[水渠]塌了，[水渠]边'],
  ['村里的ＷｉＦｉ不通', ['wifi'], '村里的[ＷｉＦｉ]不通'],
  ['水渠塌了', ['水渠', '渠塌'], '[水渠塌]了'],
  ['没有', ['水渠'], '没有'],
  ['𠮷田水渠', ['水渠'], '𠮷田[水渠]'],
])('%s', (line, terms, shown) => expect(written(marked(line, terms))).toBe(shown))

test('a long line is cut so that the first mark is seen', () =>
  expect(written(around(marked(`${'很'.repeat(50)}水渠塌了`, ['水渠'])))).toBe(`…${'很'.repeat(16)}[水渠]塌了`))

test('the pieces are the line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ minLength: 1, maxLength: 3 })), (line, terms) => {
      expect(
        marked(line, terms)
          .map((p) => p.text)
          .join(''),
      ).toBe(line)
    }),
  )
})
