// What lets the schema grow beyond one machine and keep its promises: read from the catalog of a migrated database.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from './database.ts'

const db = testDatabase()
let owner: pg.Client
beforeAll(async () => {
  owner = new pg.Client(db.ownerUrl)
  await owner.connect()
})
afterAll(() => owner?.end())

const rows = async <T extends pg.QueryResultRow>(text: string) => (await owner.query<T>(text)).rows
const tables = () =>
  rows<{ name: string; enabled: boolean; forced: boolean }>(`
    select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`)

/** Which jurisdictions there are is no secret, and is read before there is a scope. */
const withoutRowSecurity = ['jurisdictions']

test('the whole schema is seen', async () => {
  expect((await tables()).length).toBeGreaterThan(15)
})

test('every primary, unique and foreign key begins with the jurisdiction', async () => {
  const keys = await rows<{ key: string; first: string }>(`
    select k.conrelid::regclass || '.' || k.conname as key, a.attname as first
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.connamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f')
    union all
    select i.indexrelid::regclass::text, a.attname
    from pg_index i join pg_class c on c.oid = i.indrelid left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where c.relnamespace = 'public'::regnamespace and i.indisunique`)
  expect(keys.length).toBeGreaterThan(30)
  expect(keys.filter((k) => k.first !== 'jurisdiction_id')).toEqual([])
})

test('a foreign key points at the same jurisdiction', async () => {
  const crossing = await rows(`
    select k.conrelid::regclass || '.' || k.conname as key
    from pg_constraint k join pg_attribute a on a.attrelid = k.confrelid and a.attnum = k.confkey[1]
    where k.connamespace = 'public'::regnamespace and k.contype = 'f' and a.attname <> 'jurisdiction_id'`)
  expect(crossing).toEqual([])
})

test('every table holds row-level security, for its owner too', async () => {
  const open = (await tables()).filter((t) => !t.enabled || !t.forced).map((t) => t.name)
  expect(open).toEqual(withoutRowSecurity)
})

test('every table under row-level security has a policy, and each policy keeps to the jurisdiction', async () => {
  const policies = await rows<{ tablename: string; policyname: string; expression: string }>(`
    select tablename, policyname, coalesce(qual, '') || ' ' || coalesce(with_check, '') as expression
    from pg_policies where schemaname = 'public'`)
  const held = (await tables()).map((t) => t.name).filter((name) => !withoutRowSecurity.includes(name))
  expect(held.filter((name) => !policies.some((p) => p.tablename === name))).toEqual([])
  expect(policies.filter((p) => !p.expression.includes('jurisdiction_id = app_jurisdiction()'))).toEqual([])
})

test('no policy holds a subquery', async () => {
  const policies = await rows<{ policy: string; expression: string }>(`
    select tablename || '.' || policyname as policy, coalesce(qual, '') || ' ' || coalesce(with_check, '') as expression
    from pg_policies where schemaname = 'public'`)
  expect(policies.length).toBeGreaterThan(15)
  expect(policies.filter((p) => /\bselect\b/i.test(p.expression))).toEqual([])
})

test('ids are made in the app: no default, sequence or identity makes one', async () => {
  const making = await rows(`
    select a.attrelid::regclass || '.' || a.attname as "column", pg_get_expr(d.adbin, d.adrelid) as "default"
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ~* '(uuid\\w*|nextval|random|now)\\(|current_timestamp')`)
  expect(making).toEqual([])
  expect(
    await rows(`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'`),
  ).toEqual([])
})

test('the scope of a transaction is set by the kernel alone', () => {
  const root = join(import.meta.dirname, '..')
  const setting = /set\s+(local|session)?\s*app\.|set_config\(\s*'app\./i
  const files = ['src', 'web', 'scripts'].flatMap((folder) =>
    (readdirSync(join(root, folder), { recursive: true }) as string[])
      .filter((f) => /\.(tsx?|sql)$/.test(f))
      .map((f) => `${folder}/${f}`),
  )
  expect(files.length).toBeGreaterThan(50)
  const writing = files.filter((f) => !/\.test\.tsx?$/.test(f) && setting.test(readFileSync(join(root, f), 'utf8')))
  expect(writing).toEqual(['src/kernel/scope.ts'])
})

const appendOnly = [
  'case_events',
  'reveals',
  'case_reads',
  'read_notes',
  'log_leaves',
  'log_nodes',
  'log_keys',
  'log_heads',
  'erasures',
  'sealed_reports',
  'discipline_keys',
  'org_changes',
]
test.each(appendOnly)('the app may not change, remove or empty %s', async (table) => {
  const may = await rows<{ privilege: string; granted: boolean }>(`
    select privilege, has_table_privilege('lianxin_app', '${table}', privilege) as granted
    from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as privilege`)
  expect(may.filter((p) => p.granted).map((p) => p.privilege)).toEqual(['select', 'insert'])
})

test.each(appendOnly)('a trigger keeps %s from its owner as well', async (table) => {
  const triggers = await rows<{ definition: string }>(`
    select pg_get_triggerdef(oid) as definition from pg_trigger
    where tgrelid = '${table}'::regclass and not tgisinternal and tgenabled in ('O', 'A') and tgfoid = 'refuse_change'::regproc`)
  const all = triggers.map((t) => t.definition).join('\n')
  expect(all).toMatch(/BEFORE (DELETE OR UPDATE|UPDATE OR DELETE)/)
  expect(all).toMatch(/BEFORE TRUNCATE/)
  await expect(owner.query(`truncate ${table} cascade`)).rejects.toThrow('append-only')
})

test('the audit trail: added to and read, removed by the sweep’s one path, never changed or emptied', async () => {
  const may = await rows<{ privilege: string; granted: boolean }>(`
    select privilege, has_table_privilege('lianxin_app', 'audit', privilege) as granted
    from unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as privilege`)
  expect(may.filter((p) => p.granted).map((p) => p.privilege)).toEqual(['select', 'insert', 'delete'])
  const triggers = await rows<{ function: string; definition: string }>(`
    select tgfoid::regproc::text as function, pg_get_triggerdef(oid) as definition from pg_trigger
    where tgrelid = 'audit'::regclass and not tgisinternal and tgenabled in ('O', 'A')`)
  const held = (verb: RegExp) => triggers.filter((t) => verb.test(t.definition)).map((t) => t.function)
  expect(held(/BEFORE UPDATE/)).toEqual(['refuse_change'])
  expect(held(/BEFORE DELETE/)).toEqual(['refuse_early_removal'])
  expect(held(/BEFORE TRUNCATE/)).toEqual(['refuse_change'])
})

test('no function runs with its owner’s rights', async () => {
  const elevated = await rows(`select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef`)
  expect(elevated).toEqual([])
})
