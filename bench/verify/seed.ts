/** A county's log in bulk: cases of five events each, with words, receipts, leaves, nodes and signed heads; every hash is right. */
import type pg from 'pg'
import { newId } from '../../src/kernel/ids.ts'
import type { Signer } from '../../src/kernel/signing.ts'
import { copyRows, line, noRows } from '../copy.ts'
import { addChain, chainColumns, type Happened } from '../county/chain.ts'
import { beginLog, logColumns } from '../county/log.ts'
import { jurisdictionId as j } from '../county/place.ts'
import type { Place } from '../intake/seed.ts'

const words =
  '村东头水渠的闸板坏了快一个月，放水的时候关不严，水都流到小学门口的路上，孩子们上学要绕一大圈。上次说是先登记，后来也没有人来看过。'
const answer = '水利站十二月三日换了新闸板，试水一天没有再漏。以后村里每月看一次，坏了打闸板上贴的电话。'
const eventsEach = 5
/** Leaves under one head: about what a busy minute brings. */
const headEvery = 1000

const columns = {
  cases:
    'jurisdiction_id id number village_id channel registered_at opening state level holder_org_id clock clock_started_at due_at promised_at outcome version head changed_at seen_by',
  case_receipts:
    'jurisdiction_id number case_id client_key request_digest due_at due_provisional event_hash created_at',
  ...chainColumns,
  ...logColumns,
} as const

/** Fills the database until it holds this many events. Past every trigger and key: the rows are made to be right. */
export async function fill(owner: pg.Client, place: Place, signer: Signer, events: number, from: Date) {
  const { villageId, chain } = place
  await owner.query('set session_replication_role = replica')
  const log = await beginLog(owner, signer, from)
  const rows = noRows(columns)
  const cases = Math.ceil(events / eventsEach)
  for (let n = 0; n < cases; n++) {
    const at = new Date(from.getTime() + n * 60_000)
    const due = new Date(at.getTime() + 5 * 86_400_000)
    const id = newId(at)
    const number = `LX-${1000 + Math.floor(n / 100_000)}-${String(n % 100_000).padStart(5, '0')}`
    const happened = fiveEvents(n, number, at, due, place)
    const { leaves, first, head } = addChain(rows, id, happened)
    for (const [i, leaf] of leaves.entries()) {
      log.add(rows, leaf, id, i + 1)
      if (log.size() % headEvery === 0 || (n === cases - 1 && i === leaves.length - 1)) log.sign(rows, at)
    }
    rows.cases.push(
      line([
        j,
        id,
        number,
        villageId,
        'web',
        at,
        words,
        'answered',
        'branch',
        villageId,
        'verdict',
        at,
        due,
        due,
        'resolved',
        leaves.length,
        head,
        at,
        `{${chain.join(',')}}`,
      ]),
    )
    rows.case_receipts.push(line([j, number, id, `bench-${n}`, Buffer.alloc(32), due, false, first, at]))
    if (n % 10_000 === 9999) await copyRows(owner, columns, rows)
  }
  await copyRows(owner, columns, rows)
  await owner.query('set session_replication_role = origin')
  await owner.query('vacuum analyze cases, case_receipts, case_events, case_texts, log_leaves, log_nodes, log_heads')
  await owner.query('checkpoint')
  return { cases, events: log.size(), heads: log.heads() }
}

/** What happened to the n-th: handed in, accepted, assigned, sorted, settled. */
function fiveEvents(n: number, number: string, at: Date, due: Date, { villageId, secretaryId }: Place): Happened[] {
  const moved = { holder: villageId, due: due.toISOString(), level: 'branch' }
  const sorted = { category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' }
  const steps: [type: string, data: Happened['data'], texts?: Happened['texts']][] = [
    [
      'register',
      { channel: 'web', village: villageId, contact: true, consent: 'given', files: 0, number },
      { words: `${words}${n}`, place: '村小学东侧水渠口' },
    ],
    ['accept', { ...moved, ...sorted, from: 'registered', to: 'in-hand' }],
    ['assign', { memberId: secretaryId, from: 'in-hand', to: 'in-hand', level: 'branch' }, { note: '请去看一下闸板' }],
    ['sort', { ...sorted, from: 'in-hand', to: 'in-hand', level: 'branch' }],
    ['settle', { ...moved, result: 'resolved', from: 'in-hand', to: 'answered' }, { answer }],
  ]
  return steps.map(([type, data, texts = {}], i) => {
    const by = type === 'register' ? { memberId: null, orgId: null } : { memberId: secretaryId, orgId: villageId }
    return { type, at: at.getTime() + (i + 1) * 1000, ...by, data, texts }
  })
}
