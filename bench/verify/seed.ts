/** A county's log in bulk: cases of five events each, with words, receipts, leaves, nodes and signed heads; every hash is right. */
import type pg from 'pg'
import { digestOf, genesis, hashOf } from '../../src/cases/log.ts'
import { leafOf } from '../../src/cases/public-log/leaf.ts'
import { isStored } from '../../src/cases/public-log/tree.ts'
import type { Json } from '../../src/kernel/canonical.ts'
import { newBytes, newId } from '../../src/kernel/ids.ts'
import { growing } from '../../src/kernel/merkle.ts'
import { signHead } from '../../src/kernel/signed-head.ts'
import type { Signer } from '../../src/kernel/signing.ts'
import { copyInto, line } from '../copy.ts'
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
  case_events: 'jurisdiction_id case_id seq type audience at actor_kind member_id org_id data prev hash',
  case_texts: 'jurisdiction_id case_id seq field body salt',
  log_leaves: 'jurisdiction_id index leaf case_id seq',
  log_nodes: 'jurisdiction_id level index hash',
  log_heads: 'jurisdiction_id number size root at origin key_id signature',
} as const
type Table = keyof typeof columns

/** Fills the database until it holds this many events. Past every trigger and key: the rows are made to be right. */
export async function fill(owner: pg.Client, place: Place, signer: Signer, events: number, from: Date) {
  const { jurisdictionId: j, villageId, chain, secretaryId } = place
  await owner.query('set session_replication_role = replica')
  await owner.query('insert into log_keys values ($1, $2, $3, $4, $5)', [
    j,
    signer.id,
    signer.algorithm,
    signer.spki,
    from,
  ])
  const rows = Object.fromEntries(Object.keys(columns).map((t) => [t, [] as string[]])) as Record<Table, string[]>
  const flush = async () => {
    for (const table of Object.keys(columns) as Table[]) {
      await copyInto(owner, table, columns[table].split(' '), rows[table])
      rows[table].length = 0
    }
  }
  const tree = growing()
  let heads = 0
  const cases = Math.ceil(events / eventsEach)
  for (let n = 0; n < cases; n++) {
    const at = new Date(from.getTime() + n * 60_000)
    const due = new Date(at.getTime() + 5 * 86_400_000)
    const id = newId(at)
    const number = `LX-${1000 + Math.floor(n / 100_000)}-${String(n % 100_000).padStart(5, '0')}`
    let prev: Buffer = genesis
    let registered: Buffer = genesis
    let seq = 0
    const add = (type: string, memberId: string | null, data: Record<string, Json>, texts: Record<string, string>) => {
      seq++
      const noted: Record<string, Json> = { ...data }
      for (const [field, body] of Object.entries(texts)) {
        const salt = newBytes(16)
        noted[field] = { sha256: digestOf(body, salt) }
        rows.case_texts.push(line([j, id, seq, field, body, salt]))
      }
      const head = {
        jurisdictionId: j,
        caseId: id,
        seq,
        type,
        audience: 'everyone' as const,
        at: new Date(at.getTime() + seq * 1000),
        actorKind: memberId ? ('member' as const) : ('resident' as const),
        memberId,
        orgId: memberId ? villageId : null,
      }
      const hash = hashOf(prev, head, noted)
      rows.case_events.push(
        line([
          j,
          id,
          seq,
          type,
          'everyone',
          head.at,
          head.actorKind,
          memberId,
          head.orgId,
          JSON.stringify(noted),
          prev,
          hash,
        ]),
      )
      const leaf = leafOf(hash)
      rows.log_leaves.push(line([j, tree.size(), leaf, id, seq]))
      tree.push(leaf, (node, made) => isStored(node) && rows.log_nodes.push(line([j, node.level, node.index, made])))
      if (tree.size() % headEvery === 0 || (n === cases - 1 && seq === eventsEach)) {
        const head = { origin: 'lianxin/bench', size: tree.size(), root: tree.root(), number: ++heads, at }
        const { signature } = signHead(signer, head)
        rows.log_heads.push(line([j, heads, head.size, head.root, at, head.origin, signer.id, signature]))
      }
      prev = hash
      if (seq === 1) registered = hash
    }
    const moved = { holder: villageId, due: due.toISOString(), level: 'branch' }
    add(
      'register',
      null,
      { channel: 'web', village: villageId, contact: true, consent: 'given', files: 0, number },
      { words: `${words}${n}`, place: '村小学东侧水渠口' },
    )
    add(
      'accept',
      secretaryId,
      {
        ...moved,
        category: 'water',
        nature: 'help',
        urgency: 'ordinary',
        extent: 'common',
        from: 'registered',
        to: 'in-hand',
      },
      {},
    )
    add(
      'assign',
      secretaryId,
      { memberId: secretaryId, from: 'in-hand', to: 'in-hand', level: 'branch' },
      { note: '请去看一下闸板' },
    )
    add(
      'sort',
      secretaryId,
      {
        category: 'water',
        nature: 'help',
        urgency: 'ordinary',
        extent: 'common',
        from: 'in-hand',
        to: 'in-hand',
        level: 'branch',
      },
      {},
    )
    add('settle', secretaryId, { ...moved, result: 'resolved', from: 'in-hand', to: 'answered' }, { answer })
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
        seq,
        prev,
        at,
        `{${chain.join(',')}}`,
      ]),
    )
    rows.case_receipts.push(line([j, number, id, `bench-${n}`, Buffer.alloc(32), due, false, registered, at]))
    if (n % 10_000 === 9999) await flush()
  }
  await flush()
  await owner.query('set session_replication_role = origin')
  await owner.query('vacuum analyze cases, case_receipts, case_events, case_texts, log_leaves, log_nodes, log_heads')
  await owner.query('checkpoint')
  return { cases, events: tree.size(), heads }
}
