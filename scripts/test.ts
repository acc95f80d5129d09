// Everything `npm test` proves, the quick checks first. The last line is always the tally: "N passed, N failed".
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (...path: string[]) => join(root, 'node_modules', ...path)
let passed = 0
let failed = 0

interface Check {
  name: string
  /** Arguments of Node, or a function that says what is wrong. */
  run: string[] | (() => string | undefined)
  /** Files without which there is nothing to check yet. */
  needs?: string
}

const tsc = bin('typescript', 'bin', 'tsc')
const checks: Check[] = [
  { name: 'Types: server', run: [tsc, '--noEmit'] },
  { name: 'Types: console', run: [tsc, '--noEmit', '-p', 'web/console'], needs: 'web/console/index.html' },
  { name: 'Biome', run: [bin('@biomejs', 'biome', 'bin', 'biome'), 'check'] },
  { name: 'Layers', run: ['scripts/check-layers.ts'] },
  { name: 'Time and ids', run: ['scripts/check-clock.ts'] },
  { name: 'Generated files', run: ['scripts/gen.ts', '--check'], needs: 'scripts/gen.ts' },
  { name: 'Texts', run: ['scripts/check-texts.ts'], needs: 'scripts/check-texts.ts' },
  {
    name: 'Console build',
    run: [bin('vite', 'bin', 'vite.js'), 'build', '--config', 'web/console/vite.config.ts'],
    needs: 'web/console/vite.config.ts',
  },
]

try {
  if (checks.every(holds)) runTests(holds({ name: 'Browser', run: installBrowser }))
} catch (error) {
  console.error(error)
  failed++
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0

function holds({ name, run, needs }: Check): boolean {
  if (needs && !existsSync(join(root, needs))) return true
  console.log(`\n── ${name}`)
  const fault = typeof run === 'function' ? run() : node(run)
  if (fault) console.error(fault)
  if (fault === undefined) passed++
  else failed++
  return fault === undefined
}

function node(args: string[]): string | undefined {
  const result = spawnSync(process.execPath, [...process.execArgv, ...args], { cwd: root, stdio: 'inherit' })
  if (result.status === 0) return undefined
  return result.error?.message ?? `Failed with ${result.signal ?? `exit code ${result.status}`}.`
}

/** The journeys need Chromium and Chinese fonts, which npm does not carry: root on Debian gets them from apt. */
function installBrowser(): string | undefined {
  if (process.env.CHROMIUM && existsSync(process.env.CHROMIUM)) return undefined
  const missing: string[] = []
  if (!existsSync('/usr/bin/chromium')) missing.push('chromium')
  if (!hasChineseFont()) missing.push('fonts-noto-cjk')
  if (missing.length === 0) return undefined
  const advice = `Missing: ${missing.join(', ')}. The browser tests cannot run. On Debian: apt-get install ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return advice
  console.log(`Installing ${missing.join(', ')} with apt-get …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...missing],
  ]) {
    const apt = spawnSync('/usr/bin/apt-get', args, { env, encoding: 'utf8' })
    if (apt.status !== 0) return `${advice}\n${apt.stderr}`
  }
  return undefined
}

function hasChineseFont(): boolean {
  const listed = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' })
  if (listed.status === 0) return listed.stdout.trim() !== ''
  const folder = '/usr/share/fonts'
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /CJK|wqy/i.test(String(name)))
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: { name: string; status: string; message: string; assertionResults: { status: string }[] }[]
}

function runTests(withBrowser: boolean) {
  console.log('\n── Tests')
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-report-'))
  const file = join(folder, 'report.json')
  const projects = ['unit', 'db', ...(withBrowser ? ['journeys'] : [])].flatMap((name) => ['--project', name])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const fault = node([bin('vitest', 'vitest.mjs'), 'run', ...projects, ...reporters])
  let failures = 0
  if (existsSync(file)) {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    passed += report.numPassedTests
    failures += report.numFailedTests
    // A file that could not even be loaded, or whose hooks failed, has no failed test to its name.
    for (const { status, assertionResults } of report.testResults)
      if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) failures++
  }
  rmSync(folder, { recursive: true })
  // Vitest also fails for what belongs to no test: an unhandled error, a global setup.
  if (fault && failures === 0) failures = 1
  failed += failures
}
