/** So many residents at the door in the same instant, from a process of their own: each is taken in, or told when to come again and comes. */
import { pause } from '../crash/ask.ts'
import { quantile } from '../quantile.ts'

const [url = '', villages = '', many = '2000'] = process.argv.slice(2)
const places = villages.split(',')
const words = '停电了，整条街都黑着，老人家里的制氧机快没电了，请赶快派人来看一下。'

type Told = { number?: string; tries: number; waited: number; broken: number }

async function handIn(n: number): Promise<Told> {
  const told: Told = { tries: 0, waited: 0, broken: 0 }
  const from = performance.now()
  while (told.tries++ < 20) {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        clientKey: `bench-burst-${n}`,
        villageId: places[n % places.length],
        words,
        place: '桥头第二盏路灯下',
        contact: { name: '石小满', phone: `139${String(n).padStart(8, '0')}` },
      }),
    }).catch(() => undefined)
    if (reply?.status === 201) {
      told.number = ((await reply.json()) as { number: string }).number
      told.waited = performance.now() - from
      return told
    }
    // nobody knows whether a lost call was heard: the same key again gives the same receipt
    if (!reply) told.broken++
    else await reply.arrayBuffer()
    const again = Number(reply?.headers.get('retry-after') ?? 1)
    if (reply && !reply.headers.has('retry-after'))
      throw new Error(`refused with ${reply.status}, and not told when to come again`)
    await pause(again * 1000)
  }
  return told
}
const all = await Promise.all(Array.from({ length: Number(many) }, (_, n) => handIn(n)))
const waits = all.map((t) => t.waited)
console.log(
  JSON.stringify({
    numbers: all.flatMap((t) => t.number ?? []),
    atOnce: all.filter((t) => t.tries === 1).length,
    broken: all.reduce((sum, t) => sum + t.broken, 0),
    p50: Math.round(quantile(waits, 0.5)),
    worst: Math.round(quantile(waits, 1)),
  }),
)
process.exit()
