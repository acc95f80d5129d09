/** The database's side of the account, read by the owner when everything has ended: each acknowledged thing once, nothing twice. */
import type pg from 'pg'
import type { Notes } from './record.ts'

export type Account = {
  lost: string[]
  doubled: string[]
  messages: { due: number; missing: number; waiting: number; failed: number }
}

export async function check(owner: pg.Client, record: Notes): Promise<Account> {
  const rows = async <R extends object>(text: string, values: unknown[] = []) =>
    (await owner.query<R>(text, values)).rows
  const lost: string[] = []
  const doubled: string[] = []

  // receipt, case, first event and words of each key that was acknowledged
  const { requests, steps } = record
  const kept = await rows<{ key: string; times: number }>(
    `select a.key, count(c.id)::int as times
     from unnest($1::text[], $2::text[], $3::text[]) as a (key, number, words)
     left join case_receipts r on r.client_key = a.key and r.number = a.number
     left join cases c on c.jurisdiction_id = r.jurisdiction_id and c.id = r.case_id and c.number = r.number
       and (select count(*) from case_events e where e.jurisdiction_id = c.jurisdiction_id and e.case_id = c.id and e.type = 'register') = 1
       and exists (select from case_texts t where t.jurisdiction_id = c.jurisdiction_id and t.case_id = c.id and t.seq = 1 and t.body = a.words)
     group by a.key having count(c.id) <> 1`,
    [requests.map((r) => r.key), requests.map((r) => r.number), requests.map((r) => r.words)],
  )
  for (const { key, times } of kept) (times ? doubled : lost).push(`request ${key}`)
  // the same words twice are one request taken in twice, acknowledged or not
  for (const { body } of await rows<{ body: string }>(
    `select body from case_texts where seq = 1 and field = 'words' group by body having count(*) > 1`,
  ))
    doubled.push(`request “${body}”`)

  // each step by the mark in its words
  const landed = await rows<{ mark: string; times: number }>(
    `select a.mark, count(e.*)::int as times
     from unnest($1::text[], $2::uuid[], $3::text[]) as a (mark, case_id, action)
     left join case_texts t on t.case_id = a.case_id and t.body = a.mark
     left join case_events e on e.case_id = t.case_id and e.seq = t.seq and e.type = a.action
     group by a.mark having count(e.*) <> 1`,
    [steps.map((s) => s.mark), steps.map((s) => s.caseId), steps.map((s) => s.action)],
  )
  for (const { mark, times } of landed) (times ? doubled : lost).push(`step ${mark}`)
  for (const { body } of await rows<{ body: string }>(
    `select body from case_texts where body like '记号%' group by body having count(*) > 1`,
  ))
    doubled.push(`step ${body}`)

  // each event, acknowledged or not, is one leaf of the public log
  const leaves = await rows<{ id: string; times: number }>(
    `select e.case_id || '/' || e.seq as id, count(l.*)::int as times
     from case_events e full join log_leaves l on l.jurisdiction_id = e.jurisdiction_id and l.case_id = e.case_id and l.seq = e.seq
     group by e.case_id, e.seq having count(l.*) <> 1 or e.case_id is null`,
  )
  for (const { id, times } of leaves) (times ? doubled : lost).push(`leaf of ${id}`)

  // who was let in is in the audit trail, once for each time at least: a reply that was lost is not known here
  const [entered] = await rows<{ times: number }>(
    `select count(*)::int as times from audit where kind = 'sign-in' and ok`,
  )
  const signIns = record.counts.signedIn
  if ((entered?.times ?? 0) < signIns)
    lost.push(`${signIns - (entered?.times ?? 0)} of ${signIns} sign-ins in the audit trail`)

  const [messages] = await rows<Account['messages']>(
    `with due as (
       select e.case_id, case e.type when 'register' then 'received' when 'accept' then 'accepted' when 'escalate' then 'escalated' else 'answered' end as template
       from case_events e join cases c on c.jurisdiction_id = e.jurisdiction_id and c.id = e.case_id
       where c.resident_id is not null and e.type in ('register', 'accept', 'escalate', 'settle', 'answer'))
     select (select count(*)::int from due) as due,
       (select count(*)::int from due d where (select count(*) from outbox o where o.case_id = d.case_id and o.template = d.template) <> 1) as missing,
       (select count(*)::int from outbox where sent_at is null and failed_at is null) as waiting,
       (select count(*)::int from outbox where failed_at is not null) as failed`,
  )
  return { lost, doubled, messages: messages ?? { due: 0, missing: 0, waiting: 0, failed: 0 } }
}
