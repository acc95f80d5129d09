/** A scheme is data: each shipped file is whole, its published schema agrees, and a fault is named where it stands. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { beside, faultsOf, loadProgramme, parseProgramme, readProgramme } from './load.ts'
import { limitFor } from './model.ts'
import { clocks, levels, permissions, urgencies } from './vocabulary.ts'

const folder = new URL('../../programmes/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const readUsed = beside(fileURLToPath(new URL('any.yaml', folder)))
const load = (name: string) => loadProgramme(fileURLToPath(new URL(name, folder)))
const mechanism = read('mechanism.yaml')
const yinzi = read('yinzi-2011.yaml')
const published = z.fromJSONSchema(JSON.parse(read('programme.schema.json')))

test.each(files)('%s loads, and the published schema accepts it', (name) => {
  expect(faultsOf(read(name), name, { readUsed })).toEqual([])
  expect(published.safeParse(parse(read(name))).success).toBe(true)
})

test.each(files)('%s points editors to the published schema', (name) => {
  expect(read(name)).toMatch(/^# yaml-language-server: \$schema=programme\.schema\.json\n/)
})

test('document 2 sets a limit for every clock, at every level, in every urgency', () => {
  const scheme = parseProgramme(mechanism, 'mechanism.yaml')
  for (const clock of clocks)
    for (const level of levels)
      for (const urgency of urgencies) expect(limitFor(scheme, { clock, level, urgency })).toBeTruthy()
})

test('document 2 gives every permission to somebody', () => {
  const given = Object.values(parseProgramme(mechanism, 'mechanism.yaml').roles).flatMap((role) => role.may)
  expect(permissions.filter((p) => !given.includes(p))).toEqual([])
})

test.each([
  ['a permission there is not', 'may: [case.read', 'may: [case.destroy', /roles\.liaison\.may\.0/],
  ['a word there is not', 'warnAt: 0.8', 'warnAt: 0.8\nwarnings: 3', /mechanism\.yaml:\d+ warnings/],
  ['a share above one', 'warnAt: 0.8', 'warnAt: 8', /mechanism\.yaml:\d+ warnAt: 8 is too big\. The most is 0\.99/],
  [
    'a text in one language only',
    'power: { name: { zh-CN: 用电照明通信, en',
    'power: { name: { zh-CN: 用电照明通信, xx',
    /categories\.power\.name\.en: “en” is missing/,
  ],
  ['a role at no such kind of org', 'at: [village-branch]', 'at: [moon-base]', /no org kind "moon-base"/],
  [
    'a mistyped word',
    'quietHours:',
    'quietHour:',
    /quietHour: There is no “quietHour” here\. Did you mean “quietHours”\?/,
  ],
  ['a text where a number belongs', 'pauses: 2 ', 'pauses: two ', /pauses: Expected a number, found a text/],
  ['a tab', 'pauses: 2 ', '\tpauses: 2 ', /not valid YAML/],
  ['an alias to nothing', 'pauses: 2 ', 'pauses: *two ', /not valid YAML/],
  ['nothing at all', mechanism, '', /no entries/],
])('%s is refused with its line and path', (_, before, after, message) => {
  expect(mechanism).toContain(before)
  expect(() => parseProgramme(mechanism.replace(before, after), 'mechanism.yaml')).toThrow(message)
})

test('the line is that of the word itself', () => {
  const lines = mechanism.split('\n')
  const [fault] = faultsOf(mechanism.replace('warnAt: 0.8', 'warnAt: 8'), 'mechanism.yaml')
  expect(lines[(fault?.line ?? 0) - 1]).toMatch(/^warnAt/)
  expect(fault).toMatchObject({
    path: 'warnAt',
    message: { 'zh-CN': '8 太大。' },
    remedy: { 'zh-CN': '最大是 0.99。' },
  })
})

test('a file takes over the words of those it uses, its own win, and duties stay with whoever asks them', () => {
  const scheme = load('badong-2010.yaml')
  expect(scheme.uses).toEqual(['mechanism', 'common'])
  expect(scheme.limits).toEqual(load('mechanism.yaml').limits)
  expect(scheme.recordKinds['visit']).toBeTruthy()
  expect(scheme.duties['weekly-list']).toBeUndefined()
})

test('what a file names itself wins, entry by entry', () => {
  const own = yinzi.replace(
    'orgKinds:\n',
    'channels:\n  web: { name: { zh-CN: 网站, en: site }, staff: false }\norgKinds:\n',
  )
  const { channels } = parseProgramme(own, 'yinzi-2011.yaml', { readUsed })
  expect(channels['web']?.name.en).toBe('site')
  expect(channels['phone']).toEqual(load('mechanism.yaml').channels['phone'])
})

test('the schemes may run beside each other: what two of them name, they mean alike', () => {
  const parts = ['orgKinds', 'roles', 'traits', 'placeKinds', 'tieKinds', 'recordKinds', 'pots'] as const
  const meant = new Map<string, object>()
  for (const name of files) {
    const scheme = load(name)
    for (const part of parts)
      for (const [code, entry] of Object.entries(scheme[part])) {
        const said = { ...entry, quote: undefined }
        expect(meant.get(`${part}.${code}`) ?? said, `${name}: ${part}.${code}`).toEqual(said)
        meant.set(`${part}.${code}`, said)
      }
  }
})

test('a kind of record like another has its fields and steps, and its own name, pot and quote', () => {
  const { recordKinds } = load('badong-2010.yaml')
  expect(recordKinds['relief-payment']).toMatchObject({ pot: 'relief-fund', name: { 'zh-CN': '帮扶基金发放' } })
  expect(recordKinds['relief-payment']?.steps).toEqual(recordKinds['disbursement']?.steps)
  expect(recordKinds['disbursement']?.pot).toBeUndefined()
})

test.each([
  ['a file that is not there', 'uses: [mechanism, common]', 'uses: [mechanism, comon]', 'uses.1', /comon/],
  ['a file that uses it in turn', 'uses: [mechanism, common]', 'uses: [mechanism, yinzi-2011]', 'uses.1', /in turn/],
  ['a kind like none', 'like: disbursement', 'like: payment', 'recordKinds.branch-activity-payment.like', /payment/],
  [
    'an unknown key in a kind',
    'forms: {',
    'forms: { width: 3,',
    'recordKinds.opinion-round.fields.forms.width',
    /width/,
  ],
  [
    'a kind that lacks what it needs',
    '    group: people\n    fills: [town-leader, town-clerk, county-officer]\n',
    '',
    'recordKinds.talent-event.group',
    /“group” is missing/,
  ],
  ['a measure that is none', '{ days: [visit', '{ day: [visit', 'duties.days-in-village.measure.day', /“days”/],
  [
    'a day of the year that is none',
    'daysBefore: 15',
    'daysBefore: 90',
    'duties.festival-visits-new-year.per.daysBefore',
    /90/,
  ],
  ['no threshold', '    atLeast: 60 #', '    #', 'duties.days-in-village.atLeast', /missing/],
])('%s is refused where it stands', (_, before, after, path, message) => {
  expect(yinzi).toContain(before)
  const faults = faultsOf(yinzi.replace(before, after), 'yinzi-2011.yaml', { readUsed })
  expect(faults[0]).toMatchObject({ file: 'yinzi-2011.yaml', path })
  expect(`${faults[0]?.message.en} ${faults[0]?.remedy.en}`).toMatch(message)
})

test('a fault in a file it uses is named in that file', () => {
  const broken = (code: string) => {
    const text = readUsed(code)
    return code === 'common' ? text?.replace('of: [village-branch] }', 'of: [vilage-branch] }') : text
  }
  const { faults } = readProgramme(yinzi, 'yinzi-2011.yaml', { readUsed: broken })
  expect(faults[0]).toMatchObject({ file: 'common.yaml', path: 'recordKinds.diary.fields.village.of.0' })
  expect(faults[0]?.remedy.en).toContain('"village-branch"')
})

/** 一 to 十, digits, each and every: what a sentence that counts has in it. */
const counts = /[\d一二两三四五六七八九十百]|每|全|均|所有|都/
test.each(files)('each number %s asks for has a sentence that counts, or is said to be local', (name) => {
  const scheme = load(name)
  const own = parse(read(name)) as { duties?: object; tieKinds?: object; pots?: object; recordKinds?: object }
  const commentOf = (list: string, code: string, key: string) => {
    const lines = read(name).split('\n')
    const from = lines.findIndex(
      (line, i) =>
        line.startsWith(`  ${code}:`) &&
        lines
          .slice(0, i)
          .findLast((l) => /^\w/.test(l))
          ?.startsWith(`${list}:`),
    )
    const to = lines.findIndex((line, i) => i > from && /^ {0,2}\S/.test(line) && !line.trim().startsWith('#'))
    return lines.slice(from, to < 0 ? undefined : to).find((line) => line.includes(`${key}:`)) ?? ''
  }
  for (const code of Object.keys(own.duties ?? {})) {
    const duty = scheme.duties[code]
    const line = commentOf('duties', code, 'atLeast')
    expect(line, `duties.${code}`).toContain('#')
    if (duty?.atLeast === null) continue
    const [, comment = ''] = line.split('#')
    const excused = /local|every one|each/.test(comment)
    expect(excused || counts.test(duty?.quote ?? ''), `duties.${code}: ${duty?.quote}`).toBe(true)
    // a sentence with the number itself in it, unless it was turned into another unit
    if (!excused) expect(comment, `duties.${code}`).toMatch(counts)
  }
  for (const [list, key] of [
    ['pots', 'perYear'],
    ['recordKinds', 'board'],
    ['tieKinds', 'each'],
  ] as const)
    for (const code of Object.keys(own[list] ?? {})) {
      const line = commentOf(list, code, key)
      const said = (scheme[list][code] as { quote?: string } | undefined)?.quote ?? ''
      if (line.includes(`${key}:`)) expect(line.includes('#') || counts.test(said), `${list}.${code}.${key}`).toBe(true)
    }
})
