// Time and ids come from src/kernel/clock.ts and src/kernel/ids.ts, or no test could say what time it is.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'rolldown/utils'

interface Node {
  type: string
  start: number
  [key: string]: unknown
}

const root = join(import.meta.dirname, '..')
const allowed = ['src/kernel/clock.ts', 'src/kernel/ids.ts']
let seen = 0
let faults = 0

for (const folder of ['src', 'web/citizen']) {
  if (!existsSync(join(root, folder))) continue
  for (const name of readdirSync(join(root, folder), { recursive: true }) as string[]) {
    const file = `${folder}/${name.replaceAll('\\', '/')}`
    if (/\.tsx?$/.test(file) && !allowed.includes(file)) check(file)
  }
}
if (seen === 0) throw new Error('No file was seen.')
if (faults) process.exit(1)
console.log(`Time and ids come from the kernel: ${seen} files seen.`)

function check(file: string) {
  const text = readFileSync(join(root, file), 'utf8')
  const { program, errors } = parseSync(file, text)
  if (errors.length) throw new Error(`${file}: ${errors[0]?.message}`)
  seen++
  walk(program as unknown as Node, (node) => {
    const fault = faultOf(node)
    if (!fault) return
    faults++
    console.error(
      `${file}:${text.slice(0, node.start).split('\n').length}: ${fault}: take it from src/kernel/clock.ts or ids.ts`,
    )
  })
}

function faultOf(node: Node): string | undefined {
  const { type } = node
  if (type === 'NewExpression' && isName(node.callee, 'Date') && (node.arguments as unknown[]).length === 0)
    return 'new Date()'
  if (type === 'CallExpression' && isName(node.callee, 'Date')) return 'Date()'
  if (type === 'CallExpression' && isName(node.callee, 'randomUUID')) return 'randomUUID()'
  if (type !== 'MemberExpression') return undefined
  if (isName(node.object, 'Date') && isName(node.property, 'now')) return 'Date.now'
  if (isName(node.object, 'Math') && isName(node.property, 'random')) return 'Math.random'
  if (isName(node.property, 'randomUUID')) return 'randomUUID'
  return undefined
}

function isName(value: unknown, name: string): boolean {
  const node = value as Node
  return (node.type === 'Identifier' && node.name === name) || (node.type === 'Literal' && node.value === name)
}

function walk(value: unknown, visit: (node: Node) => void) {
  if (Array.isArray(value)) for (const item of value) walk(item, visit)
  else if (value && typeof value === 'object') {
    if ('type' in value && 'start' in value) visit(value as Node)
    for (const child of Object.values(value)) walk(child, visit)
  }
}
