/** Which tables have changed since the last look: every table there is, read by the owner, past all policies. */
import type pg from 'pg'

const listed = `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'auth') order by 1, 2`

export async function openLedger(owner: pg.Client) {
  const { rows } = await owner.query<{ schema: string; name: string }>(listed)
  const tables = rows.map((t) => (t.schema === 'public' ? t.name : `${t.schema}.${t.name}`))
  // how many rows, and by whom each was written last: no insert, update or delete leaves both as they were
  const prints = rows.map(
    (t) => `(select count(*) || '/' || coalesce(sum(xmin::text::bigint), 0) from "${t.schema}"."${t.name}")`,
  )
  const everything = `select array[${prints.join(', ')}]::text[] as prints`
  let written = ''
  let before: readonly string[] = []

  return {
    tables,
    /** The tables changed since this was asked last. Where no transaction has written anything, none is read. */
    async changed(): Promise<string[]> {
      const { rows: now } = await owner.query<{ next: string }>(
        'select pg_snapshot_xmax(pg_current_snapshot())::text as next',
      )
      if (now[0]?.next === written) return []
      written = now[0]?.next ?? ''
      const { rows: all } = await owner.query<{ prints: string[] }>(everything)
      const after = all[0]?.prints ?? []
      const changed = tables.filter((_, i) => after[i] !== before[i])
      before = after
      return changed
    },
  }
}
export type Ledger = Awaited<ReturnType<typeof openLedger>>
