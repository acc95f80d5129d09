/** One request's life, drawn by its number: what happened, and the row it left behind. The same number gives the same life. */
import type { Json } from '../../src/kernel/canonical.ts'
import type { Happened } from './chain.ts'
import type { Town, Village } from './place.ts'

const day = 86_400_000
/** What requests are about, each as often as the others. */
export const subjects = [
  '水渠',
  '路灯',
  '自来水',
  '村道',
  '垃圾池',
  '低保',
  '宅基地',
  '电压',
  '桥面',
  '排水沟',
  '合作医疗',
  '地界',
  '校车',
  '灌溉站',
  '公厕',
  '广播',
] as const
const categories = [
  'water',
  'power',
  'water',
  'road',
  'environment',
  'welfare',
  'housing',
  'power',
  'road',
  'environment',
  'health',
  'land',
  'education',
  'farming',
  'environment',
  'affairs',
] as const
const places = [
  '小学门口',
  '村东头',
  '老祠堂旁',
  '三组晒场',
  '卫生室后面',
  '河边',
  '集市口',
  '五组水井边',
  '加油站对面',
  '文化广场',
] as const
const troubles = [
  '坏了快一个月没有人来看',
  '一下雨就漏，老人小孩走不过去',
  '上次说登记了，后来没有下文',
  '晚上看不见，前天有人摔了',
  '邻居几家都说过，还是老样子',
  '钱交了，一直没有给个说法',
] as const
const hopes = [
  '麻烦给修一修。',
  '请派人来看一下。',
  '哪怕先给个准话也行。',
  '能不能年前弄好？',
  '我们可以出工，缺的是材料。',
] as const
const answers = [
  '已到现场看过，换了新件，试了一天没有再出问题。',
  '已经和施工队说定，本月内做完，做完请您看。',
  '这件事按规定办不了，理由和能走的路都写在后面，请您看看。',
] as const
const natures = ['help', 'help', 'help', 'complain', 'consult', 'suggest'] as const
const channels = ['web', 'web', 'web', 'visit', 'phone', 'wechat'] as const

/** A small generator (mulberry32): chance that can be repeated. */
function chance(seed: number) {
  let a = (seed * 0x9e3779b1) >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Fate = 'resolved' | 'explained' | 'no-answer' | 'not-accepted' | 'passed-on' | 'withdrawn'

/** Where it stands this many days after it was handed in: most are over within three weeks, a few rest for months. */
function standingAt(age: number, draw: number) {
  if (age > 25) return draw < 0.996 ? 'ended' : 'shelved'
  if (age > 12)
    return draw < 0.55
      ? 'ended'
      : draw < 0.7
        ? 'answered'
        : draw < 0.8
          ? 'handling'
          : draw < 0.92
            ? 'in-hand'
            : 'reopened'
  if (age > 2)
    return draw < 0.2
      ? 'ended'
      : draw < 0.35
        ? 'answered'
        : draw < 0.5
          ? 'dispatched'
          : draw < 0.65
            ? 'handling'
            : 'in-hand'
  return draw < 0.6 ? 'registered' : 'in-hand'
}
const fateOf = (draw: number): Fate =>
  draw < 0.7
    ? 'resolved'
    : draw < 0.8
      ? 'explained'
      : draw < 0.87
        ? 'no-answer'
        : draw < 0.94
          ? 'not-accepted'
          : draw < 0.97
            ? 'passed-on'
            : 'withdrawn'

/** The n-th request of a county, handed in at `at`, as it stands at `now` (both in milliseconds). */
export function lifeOf(n: number, at: number, now: number, town: Town, village: Village) {
  const next = chance(n)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const k = Math.floor(next() * subjects.length)
  const [subject, category, place, nature, channel] = [
    subjects[k],
    categories[k],
    pick(places),
    pick(natures),
    pick(channels),
  ]
  const words = `${place}的${subject}${pick(troubles)}，${1 + Math.floor(next() * 60)}户人家都受影响。${pick(hopes)}`
  const state = standingAt((now - at) / day, next())
  const fate = state === 'ended' ? fateOf(next()) : undefined
  const sent = next() < 0.35
  const department = pick(town.departments)
  const reachable = next() < 0.85
  const resident = reachable && village.residents.length ? pick(village.residents) : null
  const urgent = next() < 0.03
  const ended = {
    resolved: 'closed',
    explained: 'closed',
    'no-answer': 'closed',
    'not-accepted': 'declined',
    'passed-on': 'passed-on',
    withdrawn: 'withdrawn',
  } as const
  const events: Happened[] = []
  let instant = at
  const happen = (
    type: string,
    member: [string, string] | null,
    after: number,
    data: Record<string, Json>,
    texts: Record<string, string> = {},
  ) => {
    instant = Math.min(instant + after, now)
    events.push({ type, at: instant, memberId: member?.[0] ?? null, orgId: member?.[1] ?? null, data, texts })
  }
  const secretary: [string, string] = [village.secretary, village.id]
  happen(
    'register',
    null,
    0,
    { channel, village: village.id, contact: resident !== null, consent: 'given', files: 0 },
    { words, place },
  )
  const taken = state !== 'registered' && fate !== 'not-accepted' && fate !== 'passed-on' && fate !== 'withdrawn'
  let answeredAt: number | null = null
  let verdictAt: number | null = null
  const judged = fate === 'resolved' || fate === 'explained' || state === 'reopened'
  const handed = sent || state === 'dispatched' || state === 'handling'
  const unit = handed ? department.id : village.id
  if (taken) {
    happen('accept', secretary, (0.1 + next() * 0.8) * day, {
      category: category ?? 'other',
      nature,
      urgency: urgent ? 'urgent' : 'ordinary',
      extent: 'individual',
      from: 'registered',
      to: 'in-hand',
      level: 'branch',
    })
    if (handed && state !== 'in-hand') {
      happen(
        'escalate',
        secretary,
        next() * day,
        { from: 'in-hand', to: 'in-hand', level: 'town' },
        { reason: '村里办不了，请镇里安排。' },
      )
      happen(
        'dispatch',
        [town.clerk, town.id],
        next() * day,
        { departmentId: department.id, from: 'in-hand', to: 'dispatched', level: 'town' },
        { standard: '到现场看，办完当面告诉本人。' },
      )
      if (state !== 'dispatched')
        happen('receive', [department.officer, department.id], next() * day, {
          from: 'dispatched',
          to: 'handling',
          level: 'town',
        })
    }
    if (state === 'answered' || state === 'reopened' || fate) {
      const by: [string, string] = handed ? [department.officer, department.id] : secretary
      happen(
        handed ? 'answer' : 'settle',
        by,
        (0.5 + next() * 6) * day,
        {
          result: 'resolved',
          from: handed ? 'handling' : 'in-hand',
          to: 'answered',
          level: handed ? 'town' : 'branch',
        },
        { answer: pick(answers) },
      )
      answeredAt = instant
      if (judged) {
        happen(state === 'reopened' ? 'dispute' : 'confirm', null, next() * 3 * day, {
          resolved: state === 'reopened' ? 'no' : 'yes',
          from: 'answered',
          to: state === 'reopened' ? 'reopened' : 'closed',
          level: 'town',
        })
        verdictAt = instant
      } else if (fate === 'no-answer')
        happen('restUnanswered', [town.clerk, town.id], 8 * day, { from: 'answered', to: 'closed', level: 'town' })
    }
  } else if (fate)
    happen(
      fate === 'not-accepted' ? 'decline' : fate === 'passed-on' ? 'passOn' : 'withdraw',
      fate === 'withdrawn' ? null : secretary,
      next() * day,
      { from: 'registered', to: ended[fate], level: 'branch' },
      { explanation: '这件事不归村里办，请走后面写的路。' },
    )
  const open = !fate
  const level = state === 'registered' || (!handed && state !== 'reopened') ? 'branch' : 'town'
  const holder =
    state === 'reopened'
      ? town.id
      : state === 'dispatched' || state === 'handling'
        ? department.id
        : state === 'answered' && handed
          ? department.id
          : village.id
  const clock = {
    registered: 'acceptance',
    'in-hand': 'handling',
    dispatched: 'sign',
    handling: 'handling',
    answered: 'verdict',
    reopened: 'handling',
    shelved: 'review',
    ended: null,
  }[state]
  // most have days left; a few are late and wait for somebody
  const due = open ? now + (next() * 7 - 0.6) * day : null
  const satisfied = judged ? pick(['very-satisfied', 'satisfied', 'satisfied', 'fair', 'dissatisfied']) : null
  const contactDue = resident ? at + day : null
  const contacted = resident && (taken || channel !== 'web') ? at + next() * 1.2 * day : null
  return {
    events,
    opening: words,
    place,
    category: taken ? (category ?? null) : null,
    nature: taken ? nature : null,
    channel,
    resident,
    registrar: channel === 'web' ? null : village.liaison,
    urgency: urgent ? 'urgent' : 'ordinary',
    state: fate ? ended[fate] : state,
    level,
    holder: open ? holder : null,
    holderMember: state === 'in-hand' ? village.secretary : null,
    lead: taken && handed && state !== 'in-hand' ? department.id : null,
    clock,
    due,
    endedAt: fate ? instant : null,
    outcome: fate ?? (state === 'answered' ? 'resolved' : null),
    resolved: judged ? (state === 'reopened' ? 'no' : 'yes') : null,
    satisfied,
    verdictAt,
    sentBack: next() < 0.05 ? 1 : 0,
    reopened: state === 'reopened' ? 1 : 0,
    answeredAt,
    unit,
    contactDue,
    contacted,
    changedAt: instant,
    handlers: taken ? [village.secretary] : [],
    seen: [...village.chain, ...(handed ? [department.id] : []), ...(channel === 'web' ? [] : [village.liaison])],
  }
}
