/** Makes stretches of the county's requests and copies them in, on a connection of its own; the leaves go back to whoever grows the tree. */
import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { keysFrom } from '../../src/kernel/crypto.ts'
import { newId } from '../../src/kernel/ids.ts'
import { sealContact } from '../../src/registry/people.ts'
import { copyInto, copyRows, line, noRows } from '../copy.ts'
import { jurisdictionId, type Place } from './place.ts'
import { addLife, columns } from './rows.ts'

export type Setting = {
  ownerUrl: string
  master: Uint8Array
  place: Place
  from: number
  until: number
  cases: number
  words: boolean
}
export type Order = { what: 'residents'; town: number; each: number } | { what: 'cases'; first: number; many: number }
/** The leaves side by side, 32 bytes each; the ids of the cases and how many events each has. */
export type Made = { leaves: Uint8Array; ids: string[]; counts: number[] }

const { ownerUrl, master, place, from, until, cases, words } = workerData as Setting
const port = parentPort
if (!port) throw new Error('this file is run as a worker')
const client = new pg.Client(ownerUrl)
await client.connect()
await client.query('set session_replication_role = replica; set synchronous_commit = off')
const keys = keysFrom(Buffer.from(master))

/** Sealed people of one town's villages; their ids go back. */
async function residents(town: number, each: number): Promise<string[][]> {
  const sealedColumns = new Set<string>()
  const people: (Record<string, unknown> & { id: string })[] = []
  const wrapped: string[] = []
  const ids = (place.towns[town]?.villages ?? []).map((village) =>
    Array.from({ length: each }, (_, i) => {
      const id = newId(new Date(from))
      const phone = `13${String((town * 1_000_003 + i * 7919 + people.length * 104_729) % 1_000_000_000).padStart(9, '0')}`
      const { wrapped: key, ...sealed } = sealContact(keys, jurisdictionId, id, { name: '石有田', phone })
      for (const name of Object.keys(sealed)) sealedColumns.add(name)
      people.push({ id, village: village.id, seen: `{${village.chain.join(',')}}`, ...sealed })
      wrapped.push(line([jurisdictionId, id, key]))
      return id
    }),
  )
  const extra = [...sealedColumns]
  await copyInto(client, 'person_keys', ['jurisdiction_id', 'resident_id', 'wrapped'], wrapped)
  await copyInto(
    client,
    'residents',
    ['jurisdiction_id', 'id', 'village_id', 'consent', 'created_at', 'seen_by', ...extra],
    people.map((p) =>
      line([
        jurisdictionId,
        p.id,
        p['village'] as string,
        'given',
        new Date(from),
        p['seen'] as string,
        ...extra.map((name) => (p[name] as Buffer | null) ?? null),
      ]),
    ),
  )
  return ids
}

/** Requests first … first + many, evenly over the time and the villages. */
async function requests(first: number, many: number): Promise<Made> {
  const rows = noRows(columns)
  const made: { leaves: Buffer[]; ids: string[]; counts: number[] } = { leaves: [], ids: [], counts: [] }
  const step = (until - from) / cases
  for (let n = first; n < first + many; n++) {
    const town = place.towns[n % place.towns.length]
    const village = town?.villages[Math.floor(n / place.towns.length) % town.villages.length]
    if (!town || !village) throw new Error('the county is empty')
    const { id, leaves } = addLife(rows, n, Math.floor(from + (n + 0.5) * step), until, town, village, words)
    made.ids.push(id)
    made.counts.push(leaves.length)
    made.leaves.push(...leaves)
  }
  await copyRows(client, columns, rows)
  return { ...made, leaves: new Uint8Array(Buffer.concat(made.leaves)) }
}

port.on('message', async (order: Order | 'end') => {
  if (order === 'end') return client.end().then(() => port.close())
  const made =
    order.what === 'residents' ? await residents(order.town, order.each) : await requests(order.first, order.many)
  port.postMessage(made)
})
