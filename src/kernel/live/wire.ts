/** The line between processes that share a database: one connection each, LISTEN on it and pg_notify by it, never inside anybody's transaction. */
import pg from 'pg'
import { asApp } from '../database.ts'
import { pack, type Signals, unpack } from './payload.ts'

const channel = 'lianxin_live'
/** How long a connection may stay silent before it is asked whether it is still there. */
const askMs = 30_000
const patienceMs = 10_000
const longestWaitMs = 15_000

export type Wire = {
  /** False when the line is down; what was to be sent is the caller's to keep or to drop. */
  send(signals: Signals): Promise<boolean>
  close(): Promise<void>
}
type Ears = {
  heard(signals: Signals): void
  /** The line is back after a gap: something may have been missed. */
  back(): void
  failed(error: Error): void
}

/** Connects and stays connected. A process without a line serves as well: its desks ask every half minute. */
export async function openWire(ownerUrl: string, ears: Ears): Promise<Wire> {
  let client: pg.Client | undefined
  let closed = false
  let waitMs = 500
  let timer: NodeJS.Timeout | undefined

  const lost = (of: pg.Client, error: Error) => {
    if (client !== of) return
    client = undefined
    of.end().catch(() => undefined)
    if (closed) return
    ears.failed(error)
    again()
  }
  const again = () => {
    timer = setTimeout(
      () =>
        connect().then(
          () => ears.back(),
          (error: Error) => {
            ears.failed(error)
            if (!closed) again()
          },
        ),
      waitMs,
    )
    timer.unref()
    waitMs = Math.min(longestWaitMs, waitMs * 2)
  }
  /** Another version of ours may speak differently, and anybody with the database's password may speak here. */
  const hear = (payload: string) => {
    try {
      ears.heard(unpack(payload))
    } catch (error) {
      ears.failed(error as Error)
    }
  }
  async function connect() {
    const next = new pg.Client({
      connectionString: asApp(ownerUrl),
      application_name: 'lianxin-live',
      keepAlive: true,
      connectionTimeoutMillis: patienceMs,
      query_timeout: patienceMs,
    })
    next.on('error', (error) => lost(next, error))
    next.on('end', () => lost(next, new Error('the line was closed')))
    next.on('notification', ({ payload = '' }) => hear(payload))
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
    } catch (error) {
      next.end().catch(() => undefined)
      throw error
    }
    if (closed) return void (await next.end())
    client = next
    waitMs = 500
  }
  // a line that died without a word is found out by asking
  const asking = setInterval(() => {
    const asked = client
    asked?.query('select 1').catch((error: Error) => lost(asked, error))
  }, askMs)
  asking.unref()

  await connect().catch((error: Error) => {
    ears.failed(error)
    again()
  })
  return {
    async send(signals) {
      const by = client
      if (!by) return false
      const messages = pack(signals)
      if (!messages.length) return true
      return by.query(`select pg_notify('${channel}', m) from unnest($1::text[]) m`, [messages]).then(
        () => true,
        (error: Error) => {
          lost(by, error)
          return false
        },
      )
    },
    async close() {
      closed = true
      clearInterval(asking)
      clearTimeout(timer)
      const last = client
      client = undefined
      await last?.end().catch(() => undefined)
    },
  }
}
