/** Clients and staff at work while application and database are killed; then the account: acknowledged against kept. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { passwordSet } from '../../src/access/new-password.ts'
import { sequence } from '../../src/cases/public-log/sequence.ts'
import { verifyLog } from '../../src/cases/verify.ts'
import { openHouse } from '../../src/house.ts'
import { sendDue } from '../../src/interop/outbox.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { buildConsole } from '../../src/kernel/console-build.ts'
import { freePort } from '../../src/kernel/embedded-postgres.ts'
import { setUp } from '../../src/registry/setup.ts'
import { type App, keepRunning } from './app.ts'
import { patience, pause } from './ask.ts'
import { type Account, check } from './check.ts'
import { county } from './county.ts'
import { openGateway } from './gateway.ts'
import { type Notes, openNotes } from './record.ts'
import { resident } from './residents.ts'
import { staff } from './staff.ts'

type Plan = {
  /** One of these at a time, in this order. */
  kills: readonly ('app' | 'postmaster' | 'backend')[]
  acknowledged: number
  residents: number
  staff: number
  /** How long life goes on after each recovery before the next kill. */
  between: () => number
  /** Ends by then in any case. */
  longestMs: number
  tell?: (line: string) => void
}
export type Outcome = Account & {
  kills: number
  recoveries: number[]
  record: Notes
  sentTwice: number
  verified: { cases: number; events: number; leaves: number; heads: number; waiting: number; fault?: unknown }
  appEnds: number
}

export async function crash(plan: Plan): Promise<Outcome> {
  const data = mkdtempSync(join(process.env['LIANXIN_DATA'] ?? tmpdir(), 'lianxin-crash-'))
  const gateway = await openGateway()
  const settings = {
    LIANXIN_DEMO: '0',
    LIANXIN_LOG: 'fatal',
    LIANXIN_INTAKE_PER_MINUTE: '1000000000',
    LIANXIN_SMS_ENDPOINT: gateway.endpoint,
    LIANXIN_SMS_KEY_ID: 'crash',
    LIANXIN_SMS_KEY_SECRET: 'crash',
    PORT: String(await freePort()),
    HOST: '127.0.0.1',
  }
  const config = readConfig({ ...settings, LIANXIN_DATA: data })
  let app: App | undefined
  try {
    // not in the children: one killed in the middle would leave half of it
    await buildConsole()
    const place = await prepare(config)
    app = keepRunning(data, settings)
    const record = openNotes()
    const ended = performance.now() + plan.longestMs
    let working = true
    const going = () => working
    const about = { url: `http://127.0.0.1:${config.PORT}`, record, going, ...place }
    const handed: string[] = []
    const work = staff(about)
    const people = [
      ...Array.from({ length: plan.residents }, (_, n) => resident(about, n, (number) => handed.push(number))),
      ...Array.from({ length: plan.staff }, () => work(() => handed.shift())),
    ]
    const { kills, recoveries } = await killing(plan, app, record, ended)
    while (record.acknowledged < plan.acknowledged && performance.now() < ended && !app.gone) await pause(200)
    working = false
    await Promise.race([Promise.all(people), patience(60_000)])
    const appEnds = app.ends
    if (app.gone) throw new Error(`The application does not come up any more:\n${app.said.join('')}`)
    await app.stop()
    return { kills, recoveries, record, appEnds, ...(await account(config, record)), sentTwice: gateway.sentTwice() }
  } finally {
    await app?.stop()
    await gateway.close()
    rmSync(data, { recursive: true, force: true })
  }
}

/** The county, set up as an operator does it, its passwords as if each had been changed at the first sign-in; its ids. */
async function prepare(config: ReturnType<typeof readConfig>) {
  const { house, auth, close } = await openHouse(config)
  try {
    const { jurisdictionId, passwords } = await setUp(house, auth, county)
    const { orgs, accounts } = await house.db.transaction({ jurisdictionId }, async (tx) => ({
      orgs: await tx.selectFrom('orgs').select(['id', 'slug']).execute(),
      accounts: await tx.selectFrom('members').select('account_id').execute(),
    }))
    for (const { account_id } of accounts)
      if (account_id) await passwordSet(house, auth, { userId: account_id, jurisdictionId }, false)
    const idOf = (slug: string) => orgs.find((o) => o.slug === slug)?.id ?? ''
    const due = new Date(house.now().getTime() + 20 * 86_400_000).toISOString().slice(0, 10)
    return { passwords, villageId: idOf('village'), departmentId: idOf('water'), due }
  } finally {
    await close()
  }
}

async function killing(plan: Plan, app: App, record: Notes, ended: number) {
  const recoveries: number[] = []
  let kills = 0
  await Promise.race([record.nextAcknowledged(), patience(120_000)])
  for (const what of plan.kills) {
    await pause(plan.between())
    if (performance.now() > ended || app.gone) break
    const again = record.nextAcknowledged()
    const pick = (n: number) => Math.floor(Math.random() * n)
    const done = what === 'app' ? app.killApp() : app.killDatabase(what, pick)
    if (!done) continue
    kills++
    const ms = await Promise.race([again, patience(60_000).then(() => Number.POSITIVE_INFINITY)])
    recoveries.push(ms)
    plan.tell?.(
      `kill ${kills}: ${what} · acknowledged again after ${Math.round(ms)} ms · ${record.acknowledged} so far`,
    )
  }
  return { kills, recoveries }
}

/** Started once more, cleanly: everything is read back, and what still waits is sent. */
async function account(config: ReturnType<typeof readConfig>, record: Notes) {
  const { house, ownerUrl, close } = await openHouse(config)
  const owner = new pg.Client(ownerUrl)
  try {
    await owner.connect()
    // a message claimed by a process that was killed is tried again a minute later: that minute need not be waited for
    await owner.query('update outbox set next_try_at = now() where sent_at is null and failed_at is null')
    while ((await sendDue(house, 1)) > 0);
    await sequence(house, 1, true)
    const { cases, events, leaves, heads, waiting, fault = undefined, logFault = fault } = await verifyLog(house, 1)
    const verified = { cases, events, leaves, heads, waiting, ...(logFault && { fault: logFault }) }
    return { ...(await check(owner, record)), verified }
  } finally {
    await owner.end()
    await close()
  }
}
