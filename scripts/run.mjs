// The one way into every script: any Node ≥ 18 installs what the lock file says, then hands over to the pinned Node 24.
// Usage: node scripts/run.mjs src/main.ts [arguments]
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'

const [script, ...args] = process.argv.slice(2)
if (!script) stop('Usage: node scripts/run.mjs <script> [arguments]')

install()
run(pinnedNode())

/** Installs when the lock file is not the one that was installed last. */
function install() {
  const stamp = join(root, 'node_modules', '.lock-sha256')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === wanted) return
  console.error('Installing the parts named in package-lock.json. The first time takes about a minute.')
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = spawnSync('npm', ['ci', ...flags], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: windows })
  if (npm.error) stop(`npm could not be started: ${npm.error.message}`)
  if (npm.status !== 0) stop('npm ci failed, see above. Nothing was started.')
  writeFileSync(stamp, `${wanted}\n`)
}

/** Node 24 from node_modules, or this very Node where it is new enough (macOS has no package of that name). */
function pinnedNode() {
  const platform = windows ? 'win' : process.platform
  const file = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', windows ? 'node.exe' : 'node')
  if (existsSync(file)) return file
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return stop(`Node 24 or newer is needed on ${process.platform} ${process.arch}: this is ${process.version}.`)
}

/** Runs the script and stays until it ends: signals are passed on, its exit code becomes ours. */
function run(node) {
  const bin = dirname(node)
  const hook = pathToFileURL(join(root, 'scripts', 'tsx-hook.mjs')).href
  // young objects in 16 MB and not in a share of all memory: a third less of it held, at the same speed (docs/bench.md, desk)
  const flags = [
    '--enable-source-maps',
    '--max-semi-space-size=16',
    '--disable-warning=ExperimentalWarning',
    '--import',
    hook,
  ]
  let command = [node, ...flags, resolve(root, script), ...args]
  // If this process is killed outright, Linux tells the child.
  if (process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig=TERM', '--', 'true']).status === 0)
    command = ['setpriv', '--pdeathsig=TERM', '--', ...command]

  const path = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  const env = { ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() }
  env[path] = [bin, join(root, 'node_modules', '.bin'), process.env[path]].filter(Boolean).join(delimiter)
  const child = spawn(command[0], command.slice(1), { cwd: root, stdio: 'inherit', env })

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // Ctrl-C reaches the whole foreground group: passing it on would make it two.
      if (signal === 'SIGINT' && process.stdin.isTTY) return
      child.kill(signal)
    })

  // npm passes SIGTERM only to its shell, and kill -9 to nobody: `npm start` can die above us without a word.
  const before = ancestors()
  const watch = setInterval(() => {
    if (ancestors() === before) return
    clearInterval(watch)
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 20_000).unref()
  }, 500)

  child.on('error', (error) => stop(`${command[0]} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

/** Our parent, and npm above it where the parent is only npm's shell. */
function ancestors() {
  const parent = process.ppid
  if (!process.env.npm_lifecycle_event) return `${parent}`
  try {
    const [, name, grandparent] = /\((.*)\) \S+ (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? []
    return /^(sh|dash|bash)$/.test(name) ? `${parent} ${grandparent}` : `${parent}`
  } catch {
    return `${parent}` // not Linux
  }
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
