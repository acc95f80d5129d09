// Every text exists in both languages with the same placeholders, is used, is short where residents read it, and stands in a catalogue.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'rolldown/utils'
import { madeKeys } from './texts/made-keys.ts'

interface Node {
  type: string
  start: number
  [key: string]: unknown
}
type Catalogue = Map<string, string>

const root = join(import.meta.dirname, '..')
/** Word tables that are data, settings that name something, and route summaries for developers: the only Chinese in code. */
const chineseAllowed = [
  'src/registry/people.ts',
  'src/registry/surnames.ts',
  'src/cases/templates/placeholders.ts',
  'src/cases/redact/numbers.ts',
  'src/cases/redact/names.ts',
  'src/cases/redact/mask.ts',
  'src/cases/redact/suggest.ts',
  'src/cases/redact/suggest-cases.ts',
  'src/insight/understand.ts',
  'src/kernel/config.ts',
  'src/cases/api.ts',
  'src/registry/import/cells.ts',
  'src/registry/import/columns.ts',
  'web/citizen/directory.ts',
  'web/console/case/plain-words.ts',
]
/** A language is called by its own name in every language. */
const languageNames = ['简体中文', '中文', '用中文看']
const residentsRead = ['log', 'citizen', 'resident', 'story', 'messages']
const forbidden = ['相关部门', '依法依规', '正在办理中', '好评']
const longest = 30
const han = /\p{Script=Han}/u

const faults: string[] = []
const chinese = load('zh-CN')
const english = load('en')
const areas = new Set(['citizen', 'desk', 'case', ...[...chinese.keys()].map((key) => key.slice(0, key.indexOf('.')))])
const used = new Set<string>()
const patternsUsed = new Set<string>()
let seen = 0

for (const key of new Set([...chinese.keys(), ...english.keys()])) compare(key)
for (const [key, text] of chinese) if (residentsRead.includes(key.split('.')[0] ?? '')) readAsResident(key, text)
for (const [pattern, values] of Object.entries(madeKeys))
  for (const value of values) need(pattern.replace('*', value), `made from ${pattern}`)
// the generated pages speak from the catalogues too
for (const folder of ['src', 'web', 'scripts/gen']) for (const file of filesIn(folder)) readCode(file)
if (seen === 0) throw new Error('No file was seen.')
for (const pattern of Object.keys(madeKeys))
  if (!patternsUsed.has(pattern))
    faults.push(`${pattern}: no code asks for it: take it out of scripts/texts/made-keys.ts`)
for (const key of chinese.keys()) if (!used.has(key)) faults.push(`${key}: never used`)

for (const fault of faults) console.error(fault)
if (faults.length) process.exit(1)
console.log(`Texts are whole: ${chinese.size} keys in two languages, ${seen} files seen.`)

function load(language: string): Catalogue {
  const folder = join(root, 'texts', language)
  const catalogue: Catalogue = new Map()
  for (const file of readdirSync(folder))
    for (const [key, text] of Object.entries(
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>,
    ))
      catalogue.set(`${file.replace('.json', '')}.${key}`, text)
  return catalogue
}

function compare(key: string) {
  const [zh, en] = [chinese.get(key), english.get(key)]
  if (!zh || !en) return faults.push(`${key}: missing in ${zh ? 'en' : 'zh-CN'}`)
  const [inChinese, inEnglish] = [placeholders(zh), placeholders(en)]
  if (inChinese !== inEnglish)
    faults.push(`${key}: placeholders differ: ${inChinese || 'none'} / ${inEnglish || 'none'}`)
}
function placeholders(text: string): string {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ')
}

/** A placeholder counts as four characters, about what a day or a village comes to. */
function readAsResident(key: string, text: string) {
  for (const phrase of forbidden) if (text.includes(phrase)) faults.push(`${key}: says “${phrase}”; say it plainly`)
  for (const sentence of text.split(/[。！？；：\n]/)) {
    const length = [...sentence.replace(/\{\w+\}/g, '四个字吧').replace(/\s/g, '')].length
    if (length > longest) faults.push(`${key}: a sentence of ${length} characters, at most ${longest}: ${sentence}`)
  }
}

function need(key: string, where: string) {
  used.add(key)
  if (!chinese.has(key)) faults.push(`${key}: no such text, ${where}`)
}

function filesIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return (readdirSync(join(root, folder), { recursive: true }) as string[])
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.gen\.ts$/.test(file))
}

function readCode(file: string) {
  const text = readFileSync(join(root, file), 'utf8')
  const { program, errors } = parseSync(file, text)
  if (errors.length) throw new Error(`${file}: ${errors[0]?.message}`)
  seen++
  const at = (node: Node) => `${file}:${text.slice(0, node.start).split('\n').length}`
  walk(program as unknown as Node, (node) => {
    const words = wordsOf(node)
    if (words === undefined) return
    const excused = file.startsWith('scripts/') || chineseAllowed.includes(file) || languageNames.includes(words.trim())
    if (han.test(words) && !excused) faults.push(`${at(node)}: Chinese in code: ${words.trim().slice(0, 30)}`)
    // a key may also be handed on as a plain string: it counts as used where a text of that name exists
    for (const key of namesOf(file, words)) if (chinese.has(key)) used.add(key)
  })
  walk(program as unknown as Node, (node) => {
    if (!isTranslation(node)) return
    for (const key of keysAsked(file, node.arguments as Node[])) {
      if (key.includes('*')) patternAsked(key, at(node))
      else need(key, at(node))
    }
  })
}

/** What a plain string may name: a key in full or, in the residents' pages, one of their own. */
function namesOf(file: string, words: string): string[] {
  if (!/^[a-z][\w-]*(\.[\w-]+)*$/i.test(words)) return []
  return file.startsWith('web/citizen/') ? [words, `citizen.${words}`] : [words]
}

function patternAsked(pattern: string, where: string) {
  patternsUsed.add(pattern)
  // the visit's own `t` puts its area before every key: those are checked where it is called
  if (pattern in madeKeys || pattern === 'citizen.*' || pattern === 'citizen.citizen.*') return
  faults.push(`${where}: keys are made from ${pattern}: say in scripts/texts/made-keys.ts which there are`)
}

function isTranslation({ type, callee }: Node): boolean {
  if (type !== 'CallExpression') return false
  const { name, property } = callee as { name?: string; property?: { name?: string } }
  return name === 't' || property?.name === 't'
}

/** The key comes after the language, or first. In the residents' pages a visit's own `t` adds their area. */
function keysAsked(file: string, [first, second]: Node[]): string[] {
  const full = keysIn(second)
  const own = keysIn(first).map((key) => (file.startsWith('web/citizen/') ? `citizen.${key}` : key))
  return (full.length ? full : own).filter((key) => areas.has(key.split('.')[0] ?? ''))
}

/** Every key an expression may come to. Parts put in stand as a star. */
function keysIn(node: Node | undefined): string[] {
  if (!node) return []
  if (node.type === 'ConditionalExpression')
    return [...keysIn(node.consequent as Node), ...keysIn(node.alternate as Node)]
  if (node.type === 'LogicalExpression') return [...keysIn(node.left as Node), ...keysIn(node.right as Node)]
  const words = node.type === 'TemplateLiteral' ? patternOf(node) : wordsOf(node)
  return words === undefined ? [] : [words]
}
function patternOf(node: Node): string {
  return (node.quasis as { value: { cooked: string } }[]).map((q) => q.value.cooked).join('*')
}

/** The words a person could read in this node, if it holds any. */
function wordsOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'JSXText') return node.value as string
  if (node.type === 'TemplateElement') return (node.value as { cooked: string }).cooked
  return undefined
}

function walk(value: unknown, visit: (node: Node) => void) {
  if (Array.isArray(value)) for (const item of value) walk(item, visit)
  else if (value && typeof value === 'object') {
    if ('type' in value && 'start' in value) visit(value as Node)
    for (const child of Object.values(value)) walk(child, visit)
  }
}
