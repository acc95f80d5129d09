/** The table itself: it reaches everywhere, leads out of everywhere, and every row has its words. */
import { describe, expect, test } from 'vitest'
import { languages } from '../kernel/app.ts'
import { hasText, t } from '../kernel/texts.ts'
import { permissions } from '../programme/vocabulary.ts'
import { guards, type Step, steps } from './lifecycle.ts'
import { endStates, needs, openStates, type State, states } from './model.ts'

const rows: readonly Step[] = steps
/** From where a question to the resident, or for more time, was asked: there its row returns. */
const asked = (state: State) => rows.filter((s) => s.to === state).flatMap((s) => s.from)
const moves = rows.flatMap((s) => {
  if (s.to === 'same') return []
  return s.from.flatMap((from) =>
    (s.to === 'before' ? asked(from) : [s.to as State]).map((to) => ({ from, to, action: s.action })),
  )
})

/** Every state one can come to from here, this one included. */
function reachable(start: State): Set<State> {
  const found = new Set([start])
  for (const state of found) for (const move of moves) if (move.from === state) found.add(move.to)
  return found
}

test('every state is reached from registered, and none but the table’s is named', () => {
  expect([...reachable('registered')].sort()).toEqual([...states].sort())
})

test.each(openStates)('from %s there is a way to closed', (state) => {
  expect(reachable(state)).toContain('closed')
})

test.each(openStates)('in %s the resident may add to the request and withdraw it', (state) => {
  const theirs = rows.filter((s) => s.who.includes('resident') && s.from.includes(state)).map((s) => s.action)
  expect(theirs).toEqual(expect.arrayContaining([state === 'waiting' ? 'reply' : 'addWords', 'withdraw']))
})

test.each(openStates)('in %s somebody on the desk, or the lead it is joined to, can move it on', (state) => {
  expect(moves.some((m) => m.from === state && m.action !== 'withdraw')).toBe(true)
})

test('nothing leaves withdrawn; a refusal can only be appealed; from closed only the resident’s word leads on', () => {
  expect(moves.filter((m) => m.from === 'withdrawn')).toEqual([])
  expect(moves.filter((m) => m.from === 'declined' || m.from === 'passed-on').map((m) => m.action)).toEqual([
    'appeal',
    'appeal',
  ])
  const after = rows.filter((s) => s.from.includes('closed') && s.to !== 'same')
  expect(after.map((s) => s.action)).toEqual([
    'confirm',
    'dispute',
    'confirmByCall',
    'disputeByCall',
    'notSettled',
    'askReview',
    'askReviewHeard',
    'askReReview',
    'askReReviewHeard',
  ])
  // a review asked for in person is written down by the desk
  for (const step of after.filter((s) => !s.action.endsWith('Heard')))
    expect(['resident', 'caller']).toEqual(expect.arrayContaining([...step.who]))
})

test('only a row that says so moves a clock: no comment, view, sorting or supervision does', () => {
  const still = rows.filter((s) => !s.starts && !s.clock && s.to === 'same').map((s) => s.action)
  expect(still).toEqual(
    expect.arrayContaining(['comment', 'sort', 'assign', 'supervise', 'addWords', 'addHeard', 'contact', 'noteCall']),
  )
  expect(rows.filter((s) => s.clock).map((s) => [s.action, s.clock])).toEqual([
    ['recall', 'back-to-lead'],
    ['sendBack', 'back-to-lead'],
    ['askResident', 'pauses'],
    ['reply', 'goes-on'],
    ['replyHeard', 'goes-on'],
    ['waitOver', 'goes-on'],
    ['approveExtension', 'extends'],
    ['recount', 'recounts'],
    ['consentToReturn', 'back-to-lead'],
  ])
})

test('whoever handled or supervised a case is nobody’s caller: verdicts come from residents and callers alone', () => {
  for (const step of rows.filter((s) => /^(Called)?(Confirm|Dispute)$|^(Explain|Later)$/.test(s.needs)))
    expect(['resident', 'caller'], step.action).toEqual(expect.arrayContaining([...step.who]))
})

test('a case closes by the resident’s verdict, by a call of someone who did not handle it, or documented as unanswered', () => {
  const closing = rows.filter((s) => s.to === 'closed')
  expect(closing.map((s) => s.action)).toEqual([
    'confirm',
    'confirmByCall',
    'restUnanswered',
    'dissent',
    'dissentByCall',
  ])
  for (const step of closing) expect(['resident', 'caller']).toEqual(expect.arrayContaining([...step.who]))
})

test('a step that stays where it is starts no clock and hands to nobody else', () => {
  for (const step of rows.filter((s) => s.to === 'same')) {
    expect(step.starts, step.action).toBeUndefined()
    expect([undefined, 'assigned'], step.action).toContain(step.holder)
  }
})

test('an open state that is entered afresh has its clock, an end has none and nobody', () => {
  // these keep the clock that runs: asking for time, getting it or not, and going on alone
  const keeps = ['askExtension', 'refuseExtension', 'unlink']
  for (const step of rows.filter((s) => s.to !== 'same')) {
    const ends = (endStates as readonly string[]).includes(step.to)
    expect(step.starts !== undefined || step.clock !== undefined, step.action).toBe(
      !ends && !keeps.includes(step.action),
    )
    if (ends) expect(step.holder, step.action).toBe('none')
  }
})

test('each action is one row, so that its route and its form are one', () => {
  const actions = rows.map((s) => s.action)
  expect(new Set(actions).size).toBe(actions.length)
})

describe.each(rows.map((s) => [s.action, s] as const))('%s', (action, step) => {
  test('names what there is: states, a need, permissions, guards, a source', () => {
    for (const state of step.from) expect(states).toContain(state)
    expect(Object.keys(needs)).toContain(step.needs)
    expect([...permissions, 'case.resident', 'case.system']).toContain(step.by)
    for (const guard of step.when ?? []) expect(Object.keys(guards)).toContain(guard)
    expect(step.source).not.toBe('')
  })

  test('has its words in both languages', () => {
    const keys = [`words.action.${action}`, `words.did.${action}`]
    if (step.audience === 'everyone') keys.push(`story.${action}`)
    for (const key of keys) {
      expect(hasText(key), key).toBe(true)
      for (const language of languages) expect(t(language, key), `${key} in ${language}`).not.toBe(key)
      expect(t('en', key), `${key} in English`).not.toMatch(/\p{Script=Han}/u)
    }
  })
})
