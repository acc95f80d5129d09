import { expect, test } from 'vitest'
import { tokens } from '../tokens.ts'
import { style } from './style.ts'

test('the style sheet stays small: it travels with every page', () => {
  expect(Buffer.byteLength(style)).toBeLessThan(8 * 1024)
})

const channel = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
const luminance = (hex: string) =>
  [1, 3, 5]
    .map((i) => channel(Number.parseInt(hex.slice(i, i + 2), 16) / 255))
    .reduce((sum, v, i) => sum + v * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0)
const contrast = (a: string, b: string) => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}
const { color } = tokens

test.each([
  ['ink on ground', color.ink, color.ground],
  ['muted on ground', color.muted, color.ground],
  ['action on ground', color.action, color.ground],
  ['in time', color.inTime, color.inTimeGround],
  ['due soon', color.dueSoon, color.dueSoonGround],
  ['late', color.late, color.lateGround],
  ['elsewhere', color.elsewhere, color.elsewhereGround],
  ['ended', color.ended, color.endedGround],
  ['whistle', color.whistle, color.whistleGround],
])('%s reads at 4.5 to 1 or better', (_name, text, ground) => {
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
})
