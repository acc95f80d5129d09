/** The mark on a photo: bounded, on every ground, and honest about fonts it does not have. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { stamp, watermarkSheet } from '../watermark.ts'
import { watermarked } from './watermark.ts'

const mark = 'Wang 2026-11-23 09:05 LX-2611-0427'
const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

/** The share of pixels that stand out from the ground by 20 of 255. */
async function marked(picture: Buffer, ground: number): Promise<number> {
  const grey = await sharp(picture).greyscale().raw().toBuffer()
  return grey.filter((v) => Math.abs(v - ground) > 20).length / grey.length
}

test.each([
  ['black', 0],
  ['white', 255],
  ['#808080', 128],
])('it is seen on %s', async (background, ground) => {
  const share = await marked(await watermarked(await plain(800, 600, background), mark), ground)
  expect(share).toBeGreaterThan(0.01)
  expect(share).toBeLessThan(0.25)
})

test('a photo is brought down to 2400 pixels a side, a small one stays as it is', async () => {
  const size = async (picture: Buffer) => {
    const { width, height, format } = await sharp(picture).metadata()
    return [width, height, format]
  }
  expect(await size(await watermarked(await plain(4000, 3000, 'white'), mark))).toEqual([2400, 1800, 'jpeg'])
  expect(await size(await watermarked(await plain(60, 40, 'white'), mark))).toEqual([60, 40, 'jpeg'])
})

test('names are text and never markup', async () => {
  const odd = `<i>&"'\u0000王${'𠮷'.repeat(30)} ${mark}`
  expect(await marked(await watermarked(await plain(400, 300, 'white'), odd), 255)).toBeGreaterThan(0.005)
  expect(watermarkSheet('</text><script>', 'class="x"')).not.toContain('<script>')
})

test('the minute is that of Shanghai', () => {
  expect(stamp(new Date('2026-11-22T16:05:59Z'))).toBe('2026-11-23 00:05')
})

test('without a Chinese font it is known that names cannot be drawn', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-fonts-'))
  try {
    const fonts = join(folder, 'fonts.conf')
    writeFileSync(fonts, '<?xml version="1.0"?><fontconfig></fontconfig>')
    const ask = `import(${JSON.stringify(join(import.meta.dirname, 'watermark.ts'))}).then(async (m) => console.log(await m.drawsChinese()))`
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', ask], {
      env: { ...process.env, FONTCONFIG_FILE: fonts },
      encoding: 'utf8',
    })
    expect(stdout.trim()).toBe('false')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
