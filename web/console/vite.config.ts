// The desk is built to dist/console and served by the server at /desk/.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './compressed.ts'
import { textInRem } from './text-in-rem.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root: here,
  base: '/desk/',
  plugins: [react(), compressed()],
  css: { postcss: { plugins: [textInRem] } },
  logLevel: 'warn',
  build: {
    outDir: fileURLToPath(new URL('../../dist/console', import.meta.url)),
    emptyOutDir: true,
    // which page loads which parts: test/first-load.api.test.ts adds them up
    manifest: true,
    chunkSizeWarningLimit: 1500,
  },
})
