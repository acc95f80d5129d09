// The desk is built to dist/console and served by the server at /desk/.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { textInRem } from './text-in-rem.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root: here,
  base: '/desk/',
  plugins: [react()],
  css: { postcss: { plugins: [textInRem] } },
  logLevel: 'warn',
  build: {
    outDir: fileURLToPath(new URL('../../dist/console', import.meta.url)),
    emptyOutDir: true,
    // antd alone is above the default limit; pages are split by route
    chunkSizeWarningLimit: 1500,
  },
})
