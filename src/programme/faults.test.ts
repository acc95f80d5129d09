/** Everything a scheme points to is declared and countable: one fault a mistake, at its place, with its remedy. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { referenceFaults } from './faults.ts'
import { loadProgramme } from './load.ts'
import type { Programme } from './model.ts'
import { nearest, worded } from './say.ts'

const load = (name: string) => loadProgramme(fileURLToPath(new URL(`../../programmes/${name}.yaml`, import.meta.url)))
const whole = load('badong-2010')
/** The scheme with one thing changed. */
const changed = (change: (p: Programme) => void): Programme => {
  const copy = structuredClone(whole)
  change(copy)
  return copy
}
const kind = (p: Programme, code: string) => {
  const found = p.recordKinds[code]
  if (!found) throw new Error(code)
  return found
}
const duty = (p: Programme, code: string) => {
  const found = p.duties[code]
  if (!found) throw new Error(code)
  return found
}

test('a shipped scheme has none', () => {
  expect(referenceFaults(whole)).toEqual([])
})

test.each<[string, (p: Programme) => void, string, string]>([
  ['a role at no kind of org', (p) => p.roles['liaison']?.at.push('moon-base'), 'roles.liaison.at.1', 'unknown'],
  ['no village', (p) => Object.assign(p.orgKinds['village-branch'] ?? {}, { homes: false }), 'orgKinds', 'no-homes'],
  [
    'households in a department',
    (p) => Object.assign(p.orgKinds['department'] ?? {}, { homes: true }),
    'orgKinds.department.homes',
    'homes-level',
  ],
  [
    'a role at a level where nobody holds it',
    (p) => Object.assign(duty(p, 'post-report-monthly'), { who: { roles: ['post-holder'], levels: ['county'] } }),
    'duties.post-report-monthly.who.levels',
    'nobody-there',
  ],
  [
    'a kind under no kind',
    (p) => p.orgKinds['party-group']?.under?.push('vilage-branch'),
    'orgKinds.party-group.under.6',
    'unknown-near',
  ],
  [
    'a duty of no role',
    (p) => Object.assign(duty(p, 'post-report-monthly'), { who: { roles: ['postholder'] } }),
    'duties.post-report-monthly.who.roles.0',
    'unknown-near',
  ],
  [
    'a duty of no kind of org',
    (p) => Object.assign(duty(p, 'six-ones-tip'), { who: { orgKinds: ['bureau'] } }),
    'duties.six-ones-tip.who.orgKinds.0',
    'unknown',
  ],
  [
    'a trait of the other side',
    (p) => Object.assign(duty(p, 'post-report-monthly'), { who: { roles: ['post-holder'], traits: ['law-unit'] } }),
    'duties.post-report-monthly.who.traits.0',
    'trait-of',
  ],
  [
    'records of no kind',
    (p) => Object.assign(duty(p, 'six-ones-tip'), { measure: { count: ['tipp'] } }),
    'duties.six-ones-tip.measure.count',
    'unknown-near',
  ],
  [
    'a value of no choice',
    (p) => Object.assign(duty(p, 'six-ones-plan'), { measure: { count: ['plan'], where: { kind: 'pairs' } } }),
    'duties.six-ones-plan.measure.where.kind',
    'where-unknown-value',
  ],
  [
    'a field one of the kinds lacks',
    (p) => Object.assign(duty(p, 'six-ones-plan'), { measure: { count: ['plan', 'tip'], where: { kind: 'pair' } } }),
    'duties.six-ones-plan.measure.where.kind',
    'where-unknown-field',
  ],
  [
    'different households of meetings',
    (p) => Object.assign(duty(p, 'six-ones-tip'), { measure: { distinct: ['meeting'], by: 'household' } }),
    'duties.six-ones-tip.measure.by',
    'no-such-field',
  ],
  [
    'a sum of words',
    (p) => Object.assign(duty(p, 'five-gifts-jobs'), { measure: { sum: ['job-offer'], field: 'what' } }),
    'duties.five-gifts-jobs.measure.field',
    'sum-field',
  ],
  [
    'coverage of no test',
    (p) => Object.assign(duty(p, 'secretaries-trained'), { measure: { coverage: 'secretaries' } }),
    'duties.secretaries-trained.measure.coverage',
    'unknown',
  ],
  [
    'a share in per cent',
    (p) => Object.assign(duty(p, 'secretaries-trained'), { atLeast: 100 }),
    'duties.secretaries-trained.atLeast',
    'share-above-one',
  ],
  [
    'ties of no kind',
    (p) => Object.assign(duty(p, 'unit-three-villages'), { measure: { ties: 'unit-villages' } }),
    'duties.unit-three-villages.measure.ties',
    'unknown-near',
  ],
  [
    'ties the one obliged has no side of',
    (p) => Object.assign(duty(p, 'unit-three-villages'), { measure: { ties: 'representative-household' } }),
    'duties.unit-three-villages.measure.ties',
    'side-differs',
  ],
  [
    'ties by the month',
    (p) => Object.assign(duty(p, 'unit-three-villages'), { per: 'month' }),
    'duties.unit-three-villages.per',
    'standing-only',
  ],
  [
    'money of no pot',
    (p) => Object.assign(duty(p, 'relief-fund-yearly'), { measure: { pot: 'relief' } }),
    'duties.relief-fund-yearly.measure.pot',
    'unknown',
  ],
  [
    'money by the month',
    (p) => Object.assign(duty(p, 'relief-fund-yearly'), { per: 'month' }),
    'duties.relief-fund-yearly.per',
    'year-only',
  ],
  [
    'a grace longer than its month',
    (p) => Object.assign(duty(p, 'post-report-monthly'), { grace: 40 }),
    'duties.post-report-monthly.grace',
    'grace-too-long',
  ],
  ['a bundle of no duty', (p) => p.bundles['six-ones']?.duties.push('seventh'), 'bundles.six-ones.duties.6', 'unknown'],
  ['a ledger of no records', (p) => p.ledgers['posts']?.records.push('letters'), 'ledgers.posts.records.3', 'unknown'],
  [
    'a pot nobody keeps',
    (p) => Object.assign(p.pots['relief-fund'] ?? {}, { keptBy: ['treasurer'] }),
    'pots.relief-fund.keptBy.0',
    'unknown',
  ],
  [
    'a record nobody fills',
    (p) => Object.assign(kind(p, 'tip'), { fills: ['tipster'] }),
    'recordKinds.tip.fills.0',
    'unknown',
  ],
  [
    'a photo that is asked for',
    (p) => Object.assign(kind(p, 'visit').fields['photos'] ?? {}, { required: true }),
    'recordKinds.visit.fields.photos.required',
    'proof-required',
  ],
  [
    'a place that is asked for',
    (p) => Object.assign(kind(p, 'visit').fields['place'] ?? {}, { required: true }),
    'recordKinds.visit.fields.place.required',
    'proof-required',
  ],
  [
    'a photo that a step asks for',
    (p) => Object.assign(kind(p, 'relief-payment').steps?.[1]?.fields['receipt'] ?? {}, { required: true }),
    'recordKinds.relief-payment.steps.1.fields.receipt.required',
    'proof-required',
  ],
  [
    'a choice of nothing',
    (p) => Object.assign(kind(p, 'plan').fields['kind'] ?? {}, { options: {} }),
    'recordKinds.plan.fields.kind',
    'options-missing',
  ],
  [
    'an org of no kind',
    (p) => Object.assign(kind(p, 'tip').fields['village'] ?? {}, { of: ['hamlet'] }),
    'recordKinds.tip.fields.village.of.0',
    'unknown',
  ],
  [
    'two steps with one code',
    (p) => Object.assign(kind(p, 'relief-payment').steps?.[1] ?? {}, { code: 'approved' }),
    'recordKinds.relief-payment.steps.1.code',
    'step-twice',
  ],
  [
    'a step of no role',
    (p) => Object.assign(kind(p, 'relief-payment').steps?.[0] ?? {}, { by: ['treasurer'] }),
    'recordKinds.relief-payment.steps.0.by.0',
    'unknown',
  ],
  [
    'a payment without a sum',
    (p) => delete kind(p, 'relief-payment').fields['amount'],
    'recordKinds.relief-payment.pot',
    'pot-without-amount',
  ],
  [
    'a quorum of words',
    (p) => Object.assign(kind(p, 'meeting').quorum ?? {}, { present: 'agenda' }),
    'recordKinds.meeting.quorum.present',
    'quorum-field',
  ],
  [
    'a board that shows nothing',
    (p) => Object.assign(kind(p, 'visit'), { board: { days: 15 } }),
    'recordKinds.visit.board',
    'board-empty',
  ],
  [
    'a tie from no role',
    (p) => Object.assign(p.tieKinds['help-1211'] ?? {}, { from: { member: { roles: ['boss'] } } }),
    'tieKinds.help-1211.from.member.roles.0',
    'unknown',
  ],
  [
    'a match of traits on the wrong side',
    (p) => Object.assign(p.tieKinds['help-household'] ?? {}, { match: [{ from: 'law-unit', to: 'law-unit' }] }),
    'tieKinds.help-household.match.0.from',
    'trait-of',
  ],
  [
    'at least more than at most',
    (p) => Object.assign(p.tieKinds['help-1211']?.each ?? {}, { atMost: 1 }),
    'tieKinds.help-1211.each',
    'least-above-most',
  ],
  [
    'a post looked for at households',
    (p) => Object.assign(p.completeness['instructors-sent'] ?? {}, { of: { households: {} } }),
    'completeness.instructors-sent.by',
    'not-countable',
  ],
  [
    'those served by a tie of another side',
    (p) =>
      Object.assign(p.completeness['all-in-hardship-helped'] ?? {}, { of: { members: { tied: 'help-household' } } }),
    'completeness.all-in-hardship-helped.of.members.tied',
    'side-differs',
  ],
  [
    'a scheme that ends before it begins',
    (p) => Object.assign(p, { starts: '2026-06-01', ends: '2026-05-01' }),
    'ends',
    'ends-before',
  ],
])('%s', (_, change, path, wrong) => {
  const faults = referenceFaults(changed(change))
  expect(faults.map((f) => [f.path.join('.'), f.wrong])).toContainEqual([path, wrong])
})

test('a blank number is no fault', () => {
  expect(referenceFaults(changed((p) => Object.assign(duty(p, 'post-report-monthly'), { atLeast: null })))).toEqual([])
})

test('each fault says what is wrong and what to do, in both languages, with every word filled in', () => {
  const faults = referenceFaults(
    changed((p) => {
      Object.assign(duty(p, 'unit-three-villages'), { measure: { ties: 'unit-villages' }, per: 'month' })
      Object.assign(kind(p, 'tip'), { fills: ['tipster'] })
    }),
  )
  for (const { message, remedy } of faults.map(worded))
    for (const text of [message['zh-CN'], message.en, remedy['zh-CN'], remedy.en]) {
      expect(text.length).toBeGreaterThan(3)
      expect(text).not.toMatch(/\{\w+\}|programme-faults/)
    }
})

test('every text a fault may have is in the catalogue', () => {
  const texts = JSON.parse(readFileSync(new URL('../../texts/en/programme-faults.json', import.meta.url), 'utf8'))
  expect(Object.keys(texts).filter((key) => key.startsWith('says.')).length).toBe(
    Object.keys(texts).filter((key) => key.startsWith('remedy.')).length,
  )
})

test('the nearest word is one that may have been meant, or none', () => {
  expect(nearest('vilage-branch', ['village-branch', 'town-committee'])).toBe('village-branch')
  expect(nearest('moon-base', ['village-branch', 'town-committee'])).toBeUndefined()
})
