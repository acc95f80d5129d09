// Migrations are applied once, in order, and never change afterwards.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { administer, testDatabase, withDatabase } from '../../test/database.ts'
import { migrate } from './migrate.ts'

const db = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'lianxin-migrations-'))
const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
const empty = () => withDatabase(db.ownerUrl, `${db.name}_empty`)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await administer(db.ownerUrl, `drop database if exists ${db.name}_empty with (force)`)
})

test('the shipped migrations are applied already in a clone', async () => {
  expect(await migrate(db.ownerUrl)).toEqual([])
})

test('files are applied in the order of their numbers, each once, even by two processes at a time', async () => {
  await administer(db.ownerUrl, `create database ${db.name}_empty template template0`)
  write('0002_second.sql', `do $$ begin execute 'create table second (like first)'; end $$; set search_path = nowhere;`)
  write('0001_first.sql', 'create table first (id int);\nselect pg_sleep(0.1);')
  const both = await Promise.all([migrate(empty(), { folder }), migrate(empty(), { folder })])
  expect(both.flat()).toEqual(['0001_first.sql', '0002_second.sql'])
})

test('a failing file says file and line, and leaves nothing behind', async () => {
  write('0003_third.sql', 'create table third (id int);\n\nselect * from nowhere;')
  await expect(migrate(empty(), { folder })).rejects.toThrow(/0003_third\.sql, line 3, failed: relation "nowhere"/)
  const client = new pg.Client(empty())
  await client.connect()
  const { rows } = await client.query(`select to_regclass('third') as third`)
  await client.end()
  expect(rows).toEqual([{ third: null }])
  rmSync(join(folder, '0003_third.sql'))
})

test('an applied file may not change, disappear, or be preceded by a late one', async () => {
  write('0001_first.sql', 'create table first (id bigint);')
  await expect(migrate(empty(), { folder })).rejects.toThrow('0001_first.sql was changed after it was applied')
  write('0001_first.sql', 'create table first (id int);\nselect pg_sleep(0.1);')
  renameSync(join(folder, '0002_second.sql'), join(folder, '0004_second.sql'))
  await expect(migrate(empty(), { folder })).rejects.toThrow('older than its database')
  renameSync(join(folder, '0004_second.sql'), join(folder, '0002_second.sql'))
  write('0000_late.sql', 'select 1')
  await expect(migrate(empty(), { folder })).rejects.toThrow('0000_late.sql is numbered before 0001_first.sql')
})
