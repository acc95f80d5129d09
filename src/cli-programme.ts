/** The commands about schemes: a file checked, planned and applied; what runs, listed, ended, filled. Told in plain sentences. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { z } from 'zod'
import type { House } from './access/command.ts'
import type { Language } from './kernel/app.ts'
import { t as textOf } from './kernel/texts.ts'
import type { Said } from './log-commands.ts'
import { applyScheme, endScheme, fillBlank } from './schemes/apply.ts'
import { listSchemes } from './schemes/list.ts'
import type { Plan } from './schemes/model.ts'
import { planScheme } from './schemes/plan.ts'
import { type FaultView, readSchemeFile } from './schemes/read-file.ts'
import { findShipped } from './schemes/used.ts'

export type Days = { startsOn?: string; endsOn?: string | null }
type Where = { readonly house: House; readonly jurisdictionId: number; readonly language: Language }
const system = ({ jurisdictionId, language }: Where) =>
  ({ jurisdictionId, actor: { kind: 'system' }, language }) as const
const speak =
  (language: Language) =>
  (key: string, params: Record<string, string | number> = {}) =>
    textOf(language, key, params)
type T = ReturnType<typeof speak>

/** Files it uses stand beside it, or are shipped. */
const readBeside = (file: string) => (code: string) => {
  const beside = join(dirname(file), `${code}.yaml`)
  return /^[a-z0-9-]+$/.test(code) && existsSync(beside) ? readFileSync(beside, 'utf8') : findShipped(code)
}

const faultLine = (t: T, { line, path, says, remedy }: FaultView) => {
  const what = [says, remedy].filter(Boolean).join(' ')
  return line === null
    ? t('programme.cli.fault-whole', { path: path || '–', what })
    : t('programme.cli.fault', { line, path: path || '–', what })
}
const faulty = (t: T, file: string, faults: readonly FaultView[]): Said => ({
  well: false,
  lines: [...faults.map((fault) => faultLine(t, fault)), t('programme.cli.faults', { file, n: faults.length })],
})

/** Needs no database: only the file and those it uses. */
export function checkFile(file: string, language: Language): Said {
  const t = speak(language)
  const read = readSchemeFile(readFileSync(file, 'utf8'), readBeside(file), language)
  const name = basename(file)
  return read.scheme ? { well: true, lines: [t('programme.cli.sound', { file: name })] } : faulty(t, name, read.faults)
}

/** `– Duties · days-in-village: …`, with lines under it for what changed. */
function changeLines(t: T, { what, part, name, says, lines, members, orgs }: z.input<typeof Plan>['changes'][number]) {
  const mark = { added: '+', gone: '-', changed: '~' }[what]
  const concerns = [
    ...(members === null ? [] : [t('programme.concerns.members', { n: members })]),
    ...(orgs === null ? [] : [t('programme.concerns.orgs', { n: orgs })]),
  ]
  const head = `${mark} ${t(`programme.part.${part}`)} · ${name}${concerns.length ? `  (${concerns.join(', ')})` : ''}`
  const absent = t('programme.plan.absent')
  return [
    head,
    ...(says ? [`    ${says}`] : []),
    ...lines.map(({ label, before, after }) => `    ${label}: ${before ?? absent} → ${after ?? absent}`),
  ]
}

function planLines(t: T, plan: z.input<typeof Plan>): string[] {
  const names = (of: readonly { name: string }[]) => of.map((one) => one.name).join(t('programme.join'))
  const to = plan.endsOn ? t('programme.cli.to', { day: plan.endsOn }) : t('programme.cli.open')
  return [
    t('programme.cli.head', { title: plan.title, code: plan.code, version: plan.version, from: plan.startsOn, to }),
    ...(plan.leads ? [t('programme.plan.leads')] : []),
    ...plan.ended.map((e) => t('programme.cli.ends', { version: e.version, day: e.endsOn ?? '' })),
    ...plan.withdrawn.map((w) => t('programme.cli.withdrawn', { version: w.version, day: w.startsOn })),
    ...(plan.changes.length ? plan.changes.flatMap((change) => changeLines(t, change)) : [t('programme.cli.nothing')]),
    ...(plan.blanks.length ? [t('programme.cli.blanks', { n: plan.blanks.length, names: names(plan.blanks) })] : []),
    ...plan.problems.flatMap((p) => [
      t('programme.cli.problem', { says: p.says }),
      ...p.lines.map((line) => `    ${line}`),
    ]),
  ]
}

/** What a file would change. */
export async function planFile(
  where: Where,
  file: string,
  days: Days,
): Promise<Said & { plan?: z.input<typeof Plan> }> {
  const t = speak(where.language)
  const { faults, plan } = await planScheme(where.house, system(where), { source: readFileSync(file, 'utf8'), ...days })
  if (!plan) return faulty(t, basename(file), faults)
  return { well: plan.problems.length === 0, lines: planLines(t, plan), plan }
}

/** Shows what would change; does it when that was asked for. */
export async function applyFile(where: Where, file: string, days: Days, sure: boolean): Promise<Said> {
  const t = speak(where.language)
  const { well, lines, plan } = await planFile(where, file, days)
  if (!well || !plan) return { well, lines }
  if (!sure) return { well: false, lines: [...lines, t('programme.cli.sure')] }
  const { token, startsOn, endsOn } = plan
  const source = readFileSync(file, 'utf8')
  const done = await applyScheme()(where.house, system(where), { source, startsOn, endsOn, token })
  return {
    well: true,
    lines: [...lines, t('programme.cli.applied', { code: done.code, version: done.version, day: done.startsOn })],
  }
}

export async function listRunning(where: Where): Promise<Said> {
  const t = speak(where.language)
  const { items, shipped } = await listSchemes(where.house, system(where), {})
  if (!items.length) return { well: true, lines: [t('programme.cli.none', { title: shipped.title })] }
  return {
    well: true,
    lines: items.map(({ code, version, title, state, startsOn, endsOn }) =>
      t('programme.cli.line', {
        code,
        version,
        title,
        state: t(`programme.state.${state}`),
        from: startsOn,
        to: endsOn ?? t('programme.cli.open'),
      }),
    ),
  }
}

export async function endRunning(where: Where, code: string, on: string): Promise<Said> {
  await endScheme()(where.house, system(where), { code, on })
  return { well: true, lines: [speak(where.language)('programme.cli.ended', { code, day: on })] }
}

/** A number as people write it: 50, or 90% for a share. */
export const numberIn = (text: string): number | undefined => {
  const [, digits, percent] = /^(\d+(?:\.\d+)?)\s*([%％]?)$/.exec(text.trim()) ?? []
  return digits === undefined ? undefined : Number(digits) / (percent ? 100 : 1)
}

export async function fillIn(where: Where, code: string, blank: string, text: string): Promise<Said> {
  const t = speak(where.language)
  const number = numberIn(text)
  if (number === undefined) return { well: false, lines: [t('programme.cli.no-number', { number: text })] }
  await fillBlank()(where.house, system(where), { code, blank, number })
  return { well: true, lines: [t('programme.cli.filled', { code, blank, number: text })] }
}
