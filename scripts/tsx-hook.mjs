// Node strips the types of .ts itself, lines and columns stay true; this does .tsx, with the compiler Vite brings.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/utils'

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    const file = fileURLToPath(url)
    const out = transformSync(file, readFileSync(file, 'utf8'), {
      sourcemap: true,
      jsx: { runtime: 'automatic', importSource: 'hono/jsx' },
    })
    if (out.errors.length) throw new SyntaxError(out.errors.map((error) => error.message).join('\n'))
    const map = Buffer.from(JSON.stringify(out.map)).toString('base64')
    const source = `${out.code}\n//# sourceMappingURL=data:application/json;base64,${map}`
    return { format: 'module', shortCircuit: true, source }
  },
})
