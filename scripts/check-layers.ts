// Holds the floors of the house, see .dependency-cruiser.cjs. Never silently empty: seeing nothing is a failure.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

interface Result {
  modules: { source: string }[]
  summary: {
    violations: { rule: { name: string }; from: string; to: string; cycle?: { name: string }[] }[]
  }
}

const root = join(import.meta.dirname, '..')
const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] }
const layers = rules.forbidden.filter(({ name }) => name.startsWith('layer-')).map(({ name }) => name.slice(6))
const problems: string[] = []

for (const entry of readdirSync(join(root, 'src'), { withFileTypes: true }))
  if (entry.isDirectory() && ![...layers, 'demo'].includes(entry.name))
    problems.push(`src/${entry.name} has no floor: give it a place in .dependency-cruiser.cjs`)

const folders = ['src', 'web', 'test', 'bench'].filter((name) => existsSync(join(root, name)))
const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
const flags = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json']
const run = spawnSync(process.execPath, [cruiser, ...flags, ...folders], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 1 << 28,
})
if (!run.stdout.startsWith('{')) {
  console.error(run.stderr || run.stdout)
  process.exit(1)
}
const { modules, summary } = JSON.parse(run.stdout) as Result
const seen = modules.filter(({ source }) => source.startsWith('src/')).length
if (seen < 1) problems.push('No module was seen: the parser does not work.')
for (const { rule, from, to, cycle } of summary.violations)
  problems.push(`${rule.name}: ${from} → ${cycle?.map(({ name }) => name).join(' → ') ?? to}`)

for (const problem of problems) console.error(problem)
if (problems.length) process.exit(1)
console.log(`Layers hold: ${seen} modules of src/ seen.`)
