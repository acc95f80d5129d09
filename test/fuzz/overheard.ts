/** What the house writes into its log of an unexpected error: a report without it would say only a number. */
import { Writable } from 'node:stream'
import pino from 'pino'
import type { House } from '../../src/access/command.ts'

/** Listens to the house from now on; the last error overheard, once. */
export function overhear(house: House): () => string {
  let last = ''
  const stream = new Writable({
    write(line, _encoding, done) {
      const { err } = JSON.parse(String(line)) as { err?: { message?: string; stack?: string } }
      const frames = err?.stack?.split('\n').filter((f) => f.includes('/src/') || f.includes('/web/')) ?? []
      last = `${err?.message} ${frames
        .slice(0, 3)
        .map((f) => f.trim())
        .join(' ')}`
      done()
    },
  })
  const serializers = { err: (e: Error) => ({ message: e.message, stack: e.stack }) }
  Object.assign(house, { log: pino({ level: 'error', serializers }, stream) })
  return () => last
}
