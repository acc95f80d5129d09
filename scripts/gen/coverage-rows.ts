// Every sentence of the five documents that asks for something, with what carries it: read from docs/coverage, and checked against what it points to.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { loadProgramme } from '../../src/programme/load.ts'
import type { Programme } from '../../src/programme/model.ts'

const root = join(import.meta.dirname, '../..')

/** The documents in the order they stand in the source, each the name of its scheme file. */
export const documents = ['yinzi-2011', 'mechanism', 'huinan', 'badong-2010', 'zhanggong-2014'] as const
export type DocumentName = (typeof documents)[number]
/** What kind of thing a sentence says. */
export const sayings = ['obliges', 'counts', 'role', 'channel', 'form', 'place', 'sum', 'deadline'] as const
/** What comes after the open issues, by the names of the roadmap. */
export const later = ['insight', 'whistles', 'assessment', 'field', 'world', 'running'] as const

/** A part of a scheme a row may name → where it is declared. */
export const partOf = {
  duty: 'duties',
  record: 'recordKinds',
  tie: 'tieKinds',
  role: 'roles',
  'org-kind': 'orgKinds',
  'place-kind': 'placeKinds',
  ledger: 'ledgers',
  pot: 'pots',
  bundle: 'bundles',
  completeness: 'completeness',
  channel: 'channels',
  category: 'categories',
} as const satisfies Record<string, keyof Programme>
export type Part = keyof typeof partOf
const kinds = [...(Object.keys(partOf) as Part[]), 'clock', 'page', 'test', 'later', 'not'] as const

const By = z
  .partialRecord(z.enum(kinds), z.string().min(1))
  .refine((by) => Object.keys(by).length === 1, 'each entry names one thing')
  .transform((by) => Object.entries(by)[0] as [(typeof kinds)[number], string])
const Row = z
  .object({
    quote: z
      .string()
      .min(1)
      .regex(/^[^\n]+$/),
    at: z.string().regex(/^\d+:\d+$/),
    says: z.enum(sayings),
    about: z.string().min(1),
    by: z.array(By).min(1),
  })
  .strict()
export type Row = z.output<typeof Row>
const File = z.object({ document: z.enum(documents), rows: z.array(Row).min(1) }).strict()

export const rowsOf = (name: DocumentName): Row[] =>
  File.parse(parse(readFileSync(join(root, `docs/coverage/${name}.yaml`), 'utf8'))).rows
export const place = (row: Pick<Row, 'at'>) => row.at.split(':').map(Number) as [line: number, character: number]

/** Addresses there are: the desk's router, and what residents' pages say of themselves. */
export function pages(): Set<string> {
  const pathsIn = (file: string) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/path: '([^']+)'/g)].map((m) => m[1] as string)
  const citizen = (readdirSync(join(root, 'web/citizen'), { recursive: true }) as string[])
    .filter((file) => /(?<!\.test)\.tsx$/.test(file))
    .flatMap((file) => pathsIn(`web/citizen/${file}`))
  return new Set([...pathsIn('web/console/router.tsx').map((path) => `/desk${path}`), ...citizen])
}

/** Every scheme file, with the words it takes over. */
export const schemes = (): Map<string, Programme> =>
  new Map(
    readdirSync(join(root, 'programmes'))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [file.replace('.yaml', ''), loadProgramme(join(root, 'programmes', file))]),
  )

/** The scheme file that declares it, the document's own first; a duty only counts in the document's own. */
export function declaredIn(all: ReadonlyMap<string, Programme>, document: DocumentName, part: Part, code: string) {
  const has = (name: string) => Object.hasOwn(all.get(name)?.[partOf[part]] ?? {}, code)
  if (part === 'duty') return has(document) ? document : undefined
  // words taken over are written in the file they come from
  return ['mechanism', 'common', document, ...all.keys()].find(has)
}

/** What a row points to that is not there, in words. */
export function danglingIn(
  all: ReadonlyMap<string, Programme>,
  known: ReadonlySet<string>,
  document: DocumentName,
  row: Row,
) {
  const clocks = new Set([...all.values()].flatMap((p) => p.limits.map((rule) => rule.clock as string)))
  return row.by.flatMap(([kind, value]) => {
    const there = () => {
      if (kind === 'page') return known.has(value)
      if (kind === 'test') return existsSync(join(root, value))
      if (kind === 'later') return (later as readonly string[]).includes(value)
      if (kind === 'not') return row.by.length === 1 && /^[A-Z].*\.$/.test(value)
      if (kind === 'clock') return clocks.has(value)
      return declaredIn(all, document, kind, value) !== undefined
    }
    return there() ? [] : [`${document} ${row.at} ${row.quote}: ${kind} ${value}`]
  })
}
