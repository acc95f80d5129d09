/** Programs a benchmark needs that npm does not carry: found, or installed by root on Debian, or asked for in words. */
import { spawnSync } from 'node:child_process'

const works = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined

/** Whether this program can be run; root on Debian gets it from apt first. */
export function has(program: string, debianPackage: string): boolean {
  if (works(program)) return true
  if (process.getuid?.() !== 0 || !works('apt-get')) return false
  console.log(`Installing ${debianPackage} with apt-get …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], { env, stdio: 'ignore' })
  return works(program)
}
