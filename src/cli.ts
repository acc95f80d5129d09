/** The command line: `npm run --silent lianxin -- help`. Works beside a running server, or starts the database for as long as it takes. */
import { existsSync, readFileSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { Auth } from './access/auth.ts'
import type { House } from './access/command.ts'
import { recoverAccount } from './access/recover.ts'
import { HolidayNotice, importHolidays } from './cases/holidays.ts'
import { erasePeople } from './cases/redact/erase.ts'
import { forgetAllWords, keepWords } from './cases/search/keep.ts'
import { nothing, verifyLog } from './cases/verify.ts'
import { keepOutlines, readOutlines } from './cli-boundaries.ts'
import { exportSealed, makeKey, openFile } from './cli-discipline.ts'
import { applyFile, checkFile, type Days, endRunning, fillIn, listRunning, planFile } from './cli-programme.ts'
import { openHouse } from './house.ts'
import { type Format, formats } from './interop/replay/formats.ts'
import { type Reason, replayFile, type Told } from './interop/replay/replay.ts'
import { openStage } from './interop/replay/stage.ts'
import type { Language } from './kernel/app.ts'
import { dayOf } from './kernel/calendar/day.ts'
import { readConfig } from './kernel/config.ts'
import { Refusal } from './kernel/errors.ts'
import { runningEmbedded } from './kernel/running-postgres.ts'
import { t } from './kernel/texts.ts'
import { checkKept, printHeads, type Said, verifyReceipt } from './log-commands.ts'
import { findByPhone } from './registry/erase.ts'
import { setUp } from './registry/setup.ts'
import { County } from './registry/setup-model.ts'

/** 0 well done · 1 something is wrong with the data · 2 the command was not understood. */
type Exit = 0 | 1 | 2
class Usage extends Error {}

const environment = process.env
const language: Language = /^zh/i.test(
  environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || 'en',
)
  ? 'zh-CN'
  : 'en'
const say = (line: string) => void process.stdout.write(`${line}\n`)
const note = (line: string) => void process.stderr.write(`${line}\n`)

const string = { type: 'string' } as const
const commands: Record<
  string,
  {
    options: NonNullable<Parameters<typeof parseArgs>[0]>['options']
    /** Takes words beside its options: files, or what of it is wanted. */
    words?: true
    run: (given: Given, words: string[]) => Promise<Exit>
  }
> = {
  verify: {
    options: { jurisdiction: string, 'no-files': { type: 'boolean' } },
    run: (given) => withHouse((house) => verify(house, given)),
  },
  'verify-receipt': { options: { key: string }, words: true, run: checkReceiptFile },
  log: { options: { jurisdiction: string }, words: true, run: publicLog },
  'erase-person': {
    options: { resident: string, phone: string, jurisdiction: string, yes: { type: 'boolean' } },
    run: (given) => withHouse((house) => erase(house, given)),
  },
  reindex: { options: { jurisdiction: string }, run: (given) => withHouse((house) => reindex(house, given)) },
  setup: { options: { input: string }, run: (given) => setUpFrom(given) },
  recover: { options: { user: string }, run: (given) => withHouse((house, auth) => recover(house, auth, given)) },
  calendar: {
    options: { input: string, jurisdiction: string },
    run: (given) => importCalendar(given),
  },
  boundaries: {
    options: { jurisdiction: string, property: string },
    words: true,
    run: (given, files) => putBoundaries(given, files),
  },
  programme: {
    options: { jurisdiction: string, from: string, to: string, on: string, yes: { type: 'boolean' } },
    words: true,
    run: (given, words) => programme(given, words),
  },
  replay: { options: { input: string, jurisdiction: string, as: string }, run: (given) => replayInput(given) },
  'discipline-key': { options: { out: string, jurisdiction: string }, run: (given) => disciplineKey(given) },
  'sealed-export': { options: { output: string, jurisdiction: string }, run: (given) => sealedExport(given) },
  'open-sealed': { options: { key: string, input: string }, run: async (given) => openSealed(given) },
  help: { options: {}, run: help },
}
type Given = Record<string, string | boolean | undefined>
const text = (value: string | boolean | undefined) => (typeof value === 'string' ? value : undefined)

async function help(): Promise<Exit> {
  say(t(language, 'cli.help'))
  return 0
}

async function main(): Promise<Exit> {
  const [name = 'help', ...args] = process.argv.slice(2)
  const wanted = name.replace(/^--/, '')
  const command = Object.hasOwn(commands, wanted) ? commands[wanted] : undefined
  if (!command) throw new Usage(t(language, 'cli.unknown-command', { name }))
  let given: { values: Given; positionals: string[] }
  try {
    given = parseArgs({ args, options: command.options, strict: true, allowPositionals: command.words ?? false })
  } catch (error) {
    throw new Usage((error as Error).message)
  }
  return command.run(given.values, given.positionals)
}

/** The house on the database there is: the one given, the one a running server has open, or one started for this command. */
async function withHouse(work: (house: House, auth: Auth) => Promise<Exit>): Promise<Exit> {
  const config = readConfig({ ...environment, LIANXIN_LOG: environment['LIANXIN_LOG'] ?? 'silent' })
  const running = config.DATABASE_URL ?? (await runningEmbedded(join(resolve(config.LIANXIN_DATA), 'postgres')))
  const open = await openHouse({ ...config, ...(running && { DATABASE_URL: running }) })
  try {
    return await work(open.house, open.auth)
  } finally {
    await open.close()
  }
}

/** The jurisdictions meant: the one named by number or slug, else all. */
async function jurisdictions(house: House, given: Given) {
  const all = await house.db.kysely
    .selectFrom('jurisdictions')
    .select(['jurisdiction_id as id', 'slug', 'name', 'name_en'])
    .orderBy('jurisdiction_id')
    .execute()
  const named = text(given['jurisdiction'])
  if (named === undefined) return all
  const found = all.filter((j) => j.slug === named || String(j.id) === named)
  if (!found.length)
    throw new Usage(
      t(language, 'cli.no-jurisdiction', { name: named, known: all.map((j) => `${j.id} ${j.slug}`).join(', ') }),
    )
  return found
}

async function verify(house: House, given: Given): Promise<Exit> {
  const sum: Record<keyof typeof nothing, number> = { ...nothing }
  for (const { id } of await jurisdictions(house, given)) {
    const { fault, logFault, ...counts } = await verifyLog(house, id, { files: !given['no-files'] })
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += counts[key]
    if (logFault) {
      const { wrong, at, detail } = logFault
      const what = t(language, `check.log-wrong.${wrong}`, { at, detail })
      say(t(language, 'check.log-wrong', { jurisdiction: id, what }))
      return 1
    }
    if (!fault) continue
    const { number, seq, wrong, detail } = fault
    say(
      t(language, 'cli.verify.wrong', {
        jurisdiction: id,
        number,
        seq,
        what: t(language, `cli.wrong.${wrong}`, { detail }),
      }),
    )
    return 1
  }
  say(t(language, 'check.verify.whole', sum))
  return 0
}

/** Everything is found again from what the cases say now. */
async function reindex(house: House, given: Given): Promise<Exit> {
  for (const { id, name, name_en } of await jurisdictions(house, given)) {
    await forgetAllWords(house, id)
    const n = await keepWords(house, id)
    say(t(language, 'search.reindexed', { n, name: language === 'en' ? name_en : name }))
  }
  return 0
}

const tell = ({ well, lines }: Said): Exit => {
  for (const line of lines) say(line)
  return well ? 0 : 1
}
/** npm runs us in the repository: a relative path is meant from where the person stands. */
const fromHere = (file: string) => resolve(environment['INIT_CWD'] ?? process.cwd(), file)

async function publicLog(given: Given, [what, ...files]: string[]): Promise<Exit> {
  const known = what === 'head' ? !files.length : what === 'check' && files.length > 0
  if (!known) throw new Usage(t(language, 'check.log-which'))
  return withHouse(async (house) => {
    const ids = (await jurisdictions(house, given)).map((j) => j.id)
    return tell(
      what === 'head'
        ? await printHeads(house, ids, language)
        : await checkKept(house, ids, files.map(fromHere), language),
    )
  })
}

/** Needs no database and no settings: only the file. */
async function checkReceiptFile(given: Given, [file, ...more]: string[]): Promise<Exit> {
  if (!file || more.length) throw new Usage(t(language, 'check.which-receipt'))
  const key = text(given['key'])
  return tell(
    verifyReceipt(fromHere(file), language, key !== undefined && existsSync(fromHere(key)) ? fromHere(key) : key),
  )
}

async function erase(house: House, given: Given): Promise<Exit> {
  const [resident, phone] = [text(given['resident']), text(given['phone'])]
  if ((resident === undefined) === (phone === undefined)) throw new Usage(t(language, 'cli.erase.whom'))
  if (resident !== undefined && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(resident))
    throw new Usage(t(language, 'cli.erase.no-id', { id: resident }))
  let people = 0
  const sum = { cancelled: 0, words: 0, files: 0 }
  for (const { id, slug } of await jurisdictions(house, given)) {
    const ids = phone !== undefined ? await findByPhone(house, id, phone) : [resident as string]
    if (!ids.length) continue
    if (!given['yes']) {
      note(t(language, 'cli.erase.sure', { count: ids.length, jurisdiction: slug, ids: ids.join(', ') }))
      people += ids.length
      continue
    }
    const done = await erasePeople(house, id, ids).catch((error: unknown) => {
      // an id belongs to one jurisdiction: the others do not know it
      if (error instanceof Refusal && error.code === 'not-found') return []
      throw error
    })
    people += done.length
    for (const one of done) for (const key of ['cancelled', 'words', 'files'] as const) sum[key] += one[key]
  }
  if (!people) note(t(language, 'cli.erase.nobody'))
  else if (given['yes']) say(t(language, 'cli.erase.done', { people, ...sum }))
  return people && given['yes'] ? 0 : 1
}

/** A jurisdiction from its file: orgs, members, posts. The first passwords are printed once and kept nowhere. */
async function setUpFrom(given: Given): Promise<Exit> {
  const input = text(given['input'])
  if (!input) throw new Usage(t(language, 'cli.setup.which'))
  const file = fromHere(input)
  const county = County.safeParse(parseYaml(readFileSync(file, 'utf8')))
  if (!county.success) throw new Usage(`${file}:\n${z.prettifyError(county.error)}`)
  return withHouse(async (house, auth) => {
    const { passwords } = await setUp(house, auth, county.data)
    note(t(language, 'cli.setup.done', { name: county.data.jurisdiction.name, members: passwords.size }))
    for (const [member, password] of passwords) say(`${member}\t${password}`)
    return 0
  })
}

/** The way back in for an account nobody can open any more. */
async function recover(house: House, auth: Auth, given: Given): Promise<Exit> {
  const user = text(given['user'])
  if (!user) throw new Usage(t(language, 'cli.recover.which'))
  const password = await recoverAccount(house, auth, user)
  note(t(language, 'cli.recover.done', { user }))
  say(`${user}\t${password}`)
  return 0
}

/** The yearly notice of days off, for one jurisdiction or all: provisional limits are counted again. */
async function importCalendar(given: Given): Promise<Exit> {
  const input = text(given['input'])
  if (!input) throw new Usage(t(language, 'cli.calendar.which'))
  const file = fromHere(input)
  // YAML reads JSON too
  const notice = HolidayNotice.safeParse(parseYaml(readFileSync(file, 'utf8')))
  if (!notice.success) throw new Usage(`${file}:\n${z.prettifyError(notice.error)}`)
  return withHouse(async (house) => {
    for (const { id, slug } of await jurisdictions(house, given)) {
      const caller = { jurisdictionId: id, actor: { kind: 'system' }, language } as const
      say(
        t(language, 'cli.calendar.done', { jurisdiction: slug, ...(await importHolidays(house, caller, notice.data)) }),
      )
    }
    return 0
  })
}

/** Outlines of villages from a GeoJSON file, in place of those there were; what is wrong is told by feature, and then nothing changes. */
async function putBoundaries(given: Given, [input, ...more]: string[]): Promise<Exit> {
  if (!input || more.length) throw new Usage(t(language, 'boundaries.which'))
  const read = readOutlines(readFileSync(fromHere(input), 'utf8'), text(given['property']), language)
  if (!read.villages) return tell(read)
  const { villages } = read
  return withHouse(async (house) => {
    const { id } = await oneJurisdiction(house, given)
    return tell(await keepOutlines(house, id, villages, language))
  })
}

/** Schemes: checked without a database, the rest in one jurisdiction. */
async function programme(given: Given, [what = '', ...words]: string[]): Promise<Exit> {
  const wanted = { check: 1, plan: 1, apply: 1, list: 0, end: 1, fill: 3 }[what]
  if (wanted === undefined || words.length !== wanted) throw new Usage(t(language, 'programme.cli.which'))
  const [first = '', blank = '', number = ''] = words
  if (what === 'check') return tell(checkFile(fromHere(first), language))
  const [from, to] = [text(given['from']), text(given['to'])]
  const days: Days = { ...(from && { startsOn: from }), ...(to && { endsOn: to }) }
  return withHouse(async (house) => {
    const { id: jurisdictionId } = await oneJurisdiction(house, given)
    const where = { house, jurisdictionId, language }
    if (what === 'plan') return tell(await planFile(where, fromHere(first), days))
    if (what === 'apply') return tell(await applyFile(where, fromHere(first), days, given['yes'] === true))
    if (what === 'list') return tell(await listRunning(where))
    if (what === 'end') return tell(await endRunning(where, first, text(given['on']) ?? dayOf(house.now())))
    return tell(await fillIn(where, first, blank, number))
  })
}

async function replayInput(given: Given): Promise<Exit> {
  const input = text(given['input'])
  const as = text(given['as'])
  if (!input) throw new Usage(t(language, 'cli.replay.which'))
  if (as !== undefined && !(formats as readonly string[]).includes(as))
    throw new Usage(t(language, 'cli.replay.as', { formats: formats.join(', ') }))
  const file = fromHere(input)
  // before anything is begun: a file that is not there leaves no trace
  await access(file)
  return withHouse(async (house) => {
    const stage = await openStage(house, text(given['jurisdiction']))
    const started = house.now().getTime()
    const seconds = () => (house.now().getTime() - started) / 1000
    let shown = 0
    const summary = await replayFile(house, stage, file, {
      format: as as Format | undefined,
      tell: (told) => note(line(told)),
      progress: ({ read }) => {
        if (seconds() - shown < 2) return
        shown = seconds()
        note(t(language, 'cli.replay.progress', { read, speed: Math.round(read / shown) }))
      },
    })
    note(
      t(language, 'cli.replay.speed', {
        read: summary.read,
        seconds: seconds().toFixed(1),
        speed: Math.round(summary.read / Math.max(seconds(), 0.001)),
      }),
    )
    say(JSON.stringify(summary))
    return 0
  })
}

const pathOf = (given: Given, name: string) => {
  const value = text(given[name])
  if (!value) throw new Usage(t(language, 'cli.sealed.which', { option: `--${name}` }))
  return fromHere(value)
}
/** The jurisdiction meant, when there is one to mean. */
async function oneJurisdiction(house: House, given: Given) {
  const [one, ...more] = await jurisdictions(house, given)
  if (!one || more.length) throw new Usage(t(language, 'cli.sealed.one-jurisdiction'))
  return one
}

function disciplineKey(given: Given): Promise<Exit> {
  const out = pathOf(given, 'out')
  return withHouse(async (house) => {
    const { id, name } = await oneJurisdiction(house, given)
    say(t(language, 'cli.sealed.key', { name, keyId: await makeKey(house, id, out), file: out }))
    return 0
  })
}

function sealedExport(given: Given): Promise<Exit> {
  const output = pathOf(given, 'output')
  return withHouse(async (house) => {
    const { id } = await oneJurisdiction(house, given)
    say(t(language, 'cli.sealed.exported', { n: await exportSealed(house, id, output), file: output }))
    return 0
  })
}

function openSealed(given: Given): Exit {
  const { opened, failed } = openFile(pathOf(given, 'key'), pathOf(given, 'input'))
  for (const one of opened) say(JSON.stringify(one))
  for (const { number } of failed) note(t(language, 'cli.sealed.not-opened', { number }))
  return failed.length ? 1 : 0
}

const line = (told: Told) => {
  const where = t(language, 'cli.replay.line', { line: told.line, id: told.id || '–' })
  if (told.what === 'noted') return `${where}${t(language, `cli.noted.${told.note}`)}`
  return `${where}${because(told.reason)}`
}
const because = ({ kind, code, params }: Reason) => {
  if (kind === 'line') return t(language, `cli.unusable.${code}`, params)
  const why = t(language, kind === 'command' ? `refusals.${code}` : 'cli.replay.database', { code, ...params })
  return params['field'] ? `${why} (${params['field']}: ${params['message']})` : why
}

try {
  process.exitCode = await main()
} catch (error) {
  note(error instanceof Refusal ? t(language, `refusals.${error.code}`, error.params) : (error as Error).message)
  if (error instanceof Refusal) for (const { path, message } of error.fields) note(`  ${path}: ${message}`)
  if (error instanceof Usage) note(t(language, 'cli.see-help'))
  process.exitCode = error instanceof Usage ? 2 : 1
}
