// Completes package-lock.json after `npm install` on a registry that lacks other platforms' binaries.
// npm then leaves those optional packages out of the lock, and `npm ci` stops elsewhere with "Missing: … from lock file".
// Usage: node scripts/lock.mjs   (after every npm install)
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const file = join(dirname(fileURLToPath(import.meta.url)), '..', 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))

const systems = { android: 'android', darwin: 'darwin', freebsd: 'freebsd', linux: 'linux', netbsd: 'netbsd' }
Object.assign(systems, { aix: 'aix', openbsd: 'openbsd', openharmony: 'openharmony', sunos: 'sunos' })
Object.assign(systems, { win: 'win32', win32: 'win32', windows: 'win32' })
const processors = { arm: 'arm', armv7: 'arm', arm64: 'arm64', ia32: 'ia32', loong64: 'loong64', mips64el: 'mips64el' }
Object.assign(processors, { ppc64: 'ppc64', ppc64le: 'ppc64', riscv64: 'riscv64', s390x: 's390x', wasm32: 'wasm32' })
Object.assign(processors, { x64: 'x64', x86_64: 'x64', universal: undefined })

const added = []
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (found(place, name)) continue
    const words = name.replace(/^@[^/]+\//, '').split('-')
    const os = words.map((word) => systems[word]).find(Boolean)
    const cpu = words.map((word) => processors[word]).find(Boolean)
    lock.packages[`node_modules/${name}`] = {
      version: version.replace(/^[\^~=]/, ''),
      ...(entry.dev ? { dev: true } : {}),
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(os ? { os: [os] } : {}),
      optional: true,
    }
    added.push(name)
  }
}
if (added.length) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
}
console.log(added.length ? `Added to package-lock.json: ${added.join(', ')}` : 'package-lock.json is complete.')

/** Whether the lock has the package where npm would look for it: beside the one that asks, then further up. */
function found(place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (!at) return false
  }
}
