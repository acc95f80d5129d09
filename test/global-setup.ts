// Before the first database test: one throwaway cluster (or the server of TEST_DATABASE_URL), one migrated template in it.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/kernel/embedded-postgres.ts'
import { migrate } from '../src/kernel/migrate.ts'
import { administer, withDatabase } from './database.ts'

export default async function setup(project: TestProject) {
  const server = process.env.TEST_DATABASE_URL ? external(process.env.TEST_DATABASE_URL) : await throwaway()
  const template = `lianxin_template_${randomBytes(6).toString('hex')}`
  try {
    await administer(server.url, `create database ${template} template template0`)
    const applied = await migrate(withDatabase(server.url, template))
    if (applied.length === 0) console.error('No migrations were found: the tests run on an empty database.')
  } catch (error) {
    await server.end(false)
    throw error
  }
  project.provide('database', { ownerUrl: server.url, template })

  return async () => {
    await administer(server.url, `drop database ${template}`)
    const kept = await keptDatabases(server.url)
    await server.end(kept.length > 0)
  }
}

interface Server {
  url: string
  end(keep: boolean): Promise<void>
}

/** Whoever gave us the server looks after it. */
const external = (url: string): Server => ({ url, end: async () => {} })

const prefix = 'lianxin-test-'

async function throwaway(): Promise<Server> {
  forgetOldOnes()
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const server = await startEmbedded({ dataDir: join(folder, 'postgres'), fsync: false, log: () => {} })
  return {
    url: server.url,
    async end(keep) {
      await server.stop()
      if (keep) console.error(`To look at the kept databases: node scripts/run.mjs test/open-kept.ts ${folder}`)
      else rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Clusters kept after failures are of no use a day later. */
function forgetOldOnes() {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const folder = join(tmpdir(), name)
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > 86_400_000) rmSync(folder, { recursive: true, force: true })
  }
}

async function keptDatabases(url: string): Promise<string[]> {
  const client = new pg.Client(withDatabase(url, 'postgres'))
  await client.connect()
  try {
    const { rows } = await client.query(`select datname from pg_database where datname like 'lianxin\\_test\\_%'`)
    return rows.map((row) => row.datname)
  } finally {
    await client.end()
  }
}
