/** Builds the desk's pages when they are older than their sources: a fresh clone needs no extra command. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))
const built = join(root, 'dist/console/index.html')

const newest = (folder: string): number =>
  Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((e) => e.isFile())
      .map((e) => statSync(join(e.parentPath, e.name)).mtimeMs),
  )

/** Runs the build when needed; about five seconds. An image built without sources keeps what it has. */
export async function buildConsole() {
  const sources = [join(root, 'web/console'), join(root, 'texts')]
  if (!sources.every(existsSync)) return
  if (
    existsSync(built) &&
    statSync(built).mtimeMs > Math.max(...sources.map(newest), statSync(join(root, 'web/tokens.ts')).mtimeMs)
  )
    return
  console.log('Building the desk …')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', '--config', join(root, 'web/console/vite.config.ts'), '--logLevel', 'warn'],
    // under a test runner too: a development build would be half as large again
    { cwd: root, env: { ...process.env, NODE_ENV: 'production' } },
  )
}
