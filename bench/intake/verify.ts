/** What was acknowledged is there, once and whole: read afterwards by the owner, past every policy and cache. */
import type pg from 'pg'

/** Throws unless each number given names one receipt, one case, one event as the case's head, its words, its person and its message. */
export async function verify(owner: pg.Client, numbers: readonly string[]): Promise<void> {
  const { rows } = await owner.query<Record<string, number>>(
    `with acknowledged as (select unnest($1::text[]) as number),
      found as (
        select a.number, c.jurisdiction_id as j, c.id, c.resident_id, c.head, count(*) over (partition by a.number) as times
        from acknowledged a
        join case_receipts r on r.number = a.number and r.client_key like 'bench-%'
        join cases c on c.jurisdiction_id = r.jurisdiction_id and c.id = r.case_id and c.number = r.number)
    select
      (select count(distinct number)::int from acknowledged) as acknowledged,
      count(*) filter (where f.times = 1)::int as cases,
      count(*) filter (where (select count(*) from case_events e where e.jurisdiction_id = f.j and e.case_id = f.id and e.hash = f.head) = 1)::int as events,
      count(*) filter (where (select count(*) from case_texts t where t.jurisdiction_id = f.j and t.case_id = f.id) = 2)::int as words,
      count(*) filter (where exists (select from residents p join person_keys k on k.jurisdiction_id = f.j and k.resident_id = p.id where p.jurisdiction_id = f.j and p.id = f.resident_id and p.sealed_phone is not null))::int as people,
      count(*) filter (where m.times = 1)::int as messages
    from found f
    left join (select case_id, count(*) as times from outbox group by 1) m on m.case_id = f.id`,
    [numbers],
  )
  const counts = rows[0] ?? {}
  const wrong = Object.entries(counts).filter(([, n]) => n !== numbers.length)
  if (wrong.length)
    throw new Error(
      `${numbers.length} requests were acknowledged, but ${wrong.map(([what, n]) => `${what}: ${n}`).join(', ')}`,
    )
}
