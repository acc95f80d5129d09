/** Part of the build: every text among the files it wrote, once more as brotli and as gzip, so that no request has to wait for either. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const texts = /\.(js|css|html|svg|json)$/
/** Below this a header is longer than what is won. */
const least = 500

export function compressed(): Plugin {
  let folder = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir
    },
    closeBundle: () => {
      for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
        const path = join(entry.parentPath, entry.name)
        // the list of parts is for our own checks, and is not asked for
        if (!entry.isFile() || !texts.test(entry.name) || path.includes('.vite')) continue
        const whole = readFileSync(path)
        if (whole.length < least) continue
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: whole.length }
        writeFileSync(`${path}.br`, brotliCompressSync(whole, { params }))
        writeFileSync(`${path}.gz`, gzipSync(whole, { level: 9 }))
      }
    },
  }
}
