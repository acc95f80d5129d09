// What the migrations make of an empty database, as plain data: read from PostgreSQL's own catalog.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../src/kernel/embedded-postgres.ts'
import { migrate } from '../../src/kernel/migrate.ts'

export interface Column {
  name: string
  type: string
  notNull: boolean
  default: string | null
}
export interface Table {
  name: string
  columns: Column[]
  constraints: { name: string; definition: string }[]
  indexes: string[]
  triggers: string[]
  policies: { name: string; command: string; using: string | null; check: string | null }[]
  grants: string | null
  enabled: boolean
  forced: boolean
}
export interface Catalog {
  tables: Table[]
  functions: string[]
}

/** A throwaway cluster, all migrations, one look, and nothing left behind. */
export async function readCatalog(): Promise<Catalog> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-gen-'))
  const server = await startEmbedded({ dataDir: join(folder, 'postgres'), fsync: false, log: () => {} })
  try {
    await migrate(server.url)
    const client = new pg.Client(server.url)
    await client.connect()
    try {
      const tables = await client.query<Table>(tablesQuery)
      const functions = await client.query<{ definition: string }>(functionsQuery)
      return { tables: tables.rows, functions: functions.rows.map((f) => f.definition) }
    } finally {
      await client.end()
    }
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

// not-null constraints have rows of their own since PostgreSQL 18: they are read with the column
const tablesQuery = `
  select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'notNull', a.attnotnull,
        'default', pg_get_expr(d.adbin, d.adrelid)) order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid, true))
        order by position(k.contype in 'pufcx'), k.conname)
      from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')), '[]') as constraints,
    coalesce((select json_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text)
      from pg_index i where i.indrelid = c.oid
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.conrelid = c.oid)), '[]') as indexes,
    coalesce((select json_agg(pg_get_triggerdef(t.oid, true) order by t.tgname)
      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal), '[]') as triggers,
    coalesce((select json_agg(json_build_object('name', p.polname,
        'command', case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end,
        'using', pg_get_expr(p.polqual, p.polrelid, true), 'check', pg_get_expr(p.polwithcheck, p.polrelid, true)) order by p.polname)
      from pg_policy p where p.polrelid = c.oid), '[]') as policies,
    (select string_agg(lower(g.privilege_type), ', ' order by g.privilege_type)
      from aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee where r.rolname = 'lianxin_app') as grants
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  order by c.relname`

const functionsQuery = `
  select pg_get_functiondef(p.oid) as definition
  from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by p.proname`
