/** Residents hand in, each with a key of their own, and again with the same key until they hold a receipt. */
import { ask, pause } from './ask.ts'
import type { Notes } from './record.ts'

type Going = { url: string; record: Notes; going: () => boolean; villageId: string }

/** One after another, as long as it goes on; `n` tells the clients apart. `handed` hears the number of each. */
export async function resident({ url, record, going, villageId }: Going, n: number, handed: (number: string) => void) {
  for (let i = 0; going(); i++) {
    const key = `crash-${n}-${i}`
    const words = `水渠塌了 ${key}`
    const contact = i % 4 ? { contact: { phone: `138${String(n).padStart(2, '0')}${String(i).padStart(6, '0')}` } } : {}
    let lost = false
    // who has begun to ask asks on to the end: an unanswered one would say nothing
    for (let tries = 0; tries < 1000; tries++) {
      const from = performance.now()
      const reply = await ask(url, '/requests', { body: { clientKey: key, villageId, words, ...contact } })
      if (reply?.status === 201) {
        if (reply.body['again'] === true) {
          if (lost) record.counts.answeredAgain++
          else record.faults.push(`${key} was known before it was sent twice`)
        }
        const number = String(reply.body['number'])
        record.request({ key, number, words }, from)
        handed(number)
        break
      }
      if (reply && reply.status < 500) {
        record.faults.push(`${key}: ${reply.status} ${reply.body['code']}`)
        break
      }
      lost = true
      record.counts[reply ? 'turnedAway' : 'repliesLost']++
      await pause(50 + (tries % 5) * 40)
    }
    await pause(20)
  }
}
