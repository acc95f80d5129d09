/** A first file of one's own, made of answers: the entries chosen, copied as they stand in the files they come from, with all these stand on. */
import { Document, isMap, isPair, isScalar, parse, type YAMLMap } from 'yaml'
import type { Language } from '../kernel/app.ts'
import { Refusal } from '../kernel/errors.ts'
import { t } from '../kernel/texts.ts'
import { baseScheme, bases, shippedSchemes } from './known.ts'
import type { DraftInput } from './model.ts'
import { type Copied, copied, type Entry, withNeeded } from './needed.ts'
import { readShipped } from './used.ts'

type Raw = Record<string, unknown>
const raw = (code: string): Record<string, Record<string, Raw>> => parse(readShipped(code)) as never

/** The entries a file asks for, by part, as the files they come from say them. What these begin with comes by `uses`. */
function gather(answers: DraftInput) {
  const parts: Record<Copied, Record<string, Raw>> = Object.fromEntries(copied.map((part) => [part, {}])) as never
  const from = new Map<string, string>()
  const wanted = new Map<string, Entry[]>()
  const want = (file: string, entry: Entry) => wanted.set(file, [...(wanted.get(file) ?? []), entry])
  for (const duty of answers.duties) want(duty.from, ['duties', duty.code])
  for (const tie of answers.ties) want(tie.from, ['tieKinds', tie.code])
  for (const record of answers.records) want(record.from, ['recordKinds', record.code])
  const base = baseScheme()
  for (const [file, entries] of wanted) {
    const scheme = shippedSchemes().get(file)
    if (!scheme) throw new Refusal('not-found')
    const said = raw(file)
    const put = (part: Copied, code: string) => {
      const entry = said[part]?.[code]
      // duties of one name are two where two files ask for them; of anything else the first file named says what it is
      const as = part === 'duties' && parts.duties[code] ? `${code}-${file}`.slice(0, 40) : code
      if (!entry || parts[part][as] || (base[part][code] && part !== 'duties')) return
      parts[part][as] = structuredClone(entry)
      from.set(`${part}.${as}`, file)
      if (typeof entry['like'] === 'string') put(part, entry['like'])
    }
    for (const [part, code] of withNeeded(scheme, entries)) put(part, code)
  }
  return { parts, from }
}

/** The file, commented in the writer's language. Refused with `not-found` for a file that is not shipped. */
export function draftFile(answers: DraftInput, language: Language): string {
  const { parts, from } = gather(answers)
  for (const { from: file, code, number, per } of answers.duties) {
    const [as] = [code, `${code}-${file}`.slice(0, 40)].filter((one) => from.get(`duties.${one}`) === file)
    if (as) Object.assign(parts.duties[as] as Raw, { atLeast: number }, per && { per })
  }
  const doc = new Document({
    programme: answers.code,
    title: { 'zh-CN': answers.title, en: answers.titleEn || answers.title },
    source: answers.about,
    uses: bases(),
    starts: answers.startsOn,
    ...(answers.endsOn && { ends: answers.endsOn }),
    ...Object.fromEntries(copied.flatMap((part) => (Object.keys(parts[part]).length ? [[part, parts[part]]] : []))),
  })
  doc.commentBefore = lines([
    t(language, 'programme.draft.top', { title: answers.title }),
    t(language, 'programme.draft.truth'),
    t(language, 'programme.draft.blank'),
  ])
  comment(doc, from, language)
  return doc.toString({ lineWidth: 0, flowCollectionPadding: true })
}

const lines = (of: readonly string[]) => of.map((line) => ` ${line}`).join('\n')

/** A word above each part, and above each entry where it comes from with the sentence behind it; texts and lists on one line. */
function comment(doc: Document, from: ReadonlyMap<string, string>, language: Language) {
  for (const pair of (doc.contents as YAMLMap).items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue
    const part = String(pair.key.value)
    if (part === 'uses') pair.key.commentBefore = lines([t(language, 'programme.draft.uses')])
    if (part === 'title' || part === 'uses') oneLine(pair.value)
    if (!(copied as readonly string[]).includes(part) || !isMap(pair.value)) continue
    pair.key.spaceBefore = true
    pair.key.commentBefore = lines([t(language, `programme.part.${part}`)])
    for (const entry of pair.value.items) {
      if (!isScalar(entry.key) || !isMap(entry.value)) continue
      const file = from.get(`${part}.${entry.key.value}`)
      if (file) entry.key.commentBefore = lines([t(language, 'programme.draft.from', { file: `${file}.yaml` })])
      for (const inner of entry.value.items) oneLine(inner.value)
    }
  }
}
/** Short maps and lists read better on one line. */
function oneLine(node: unknown) {
  if (typeof node !== 'object' || node === null || !('flow' in node || 'items' in node)) return
  const items = (node as YAMLMap).items
  if (String(node).length > 110) {
    for (const item of items) if (isPair(item)) oneLine(item.value)
    return
  }
  ;(node as YAMLMap).flow = true
}
