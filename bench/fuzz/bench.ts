/** The fuzz of API and pages, many times longer than in `npm test`: the same calls and invariants, another seed each time (docs/bench.md). */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { times: { type: 'string', default: '20' }, seed: { type: 'string', default: String(Date.now() % 1e9) } },
  })
  console.log(`${values.times} times the calls of a test run, from seed ${values.seed}`)
  const root = join(import.meta.dirname, '..', '..')
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const files = ['test/fuzz.api.test.ts', 'test/fuzz-pages.api.test.ts']
  const child = spawn(process.execPath, [...process.execArgv, vitest, 'run', '--project', 'db', ...files], {
    cwd: root,
    env: { ...process.env, LIANXIN_FUZZ_TIMES: values.times, LIANXIN_FUZZ_SEED: values.seed, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const figures: Record<string, unknown> = {}
  for await (const line of createInterface({ input: child.stdout })) {
    const [, of, json] = /^(fuzz|fuzz of pages) (\{.*\})$/.exec(line) ?? []
    if (of && json) figures[of === 'fuzz' ? 'api' : 'pages'] = JSON.parse(json)
    else console.log(line)
  }
  if (child.exitCode === null) await once(child, 'exit')
  if (child.exitCode !== 0) process.exitCode = 1
  return { seed: Number(values.seed), times: Number(values.times), ...figures }
}
