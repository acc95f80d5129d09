/** Staff take cases on their way, each step with the version its form was drawn from; after a lost reply they look whether it had landed. */
import { ask, pause } from './ask.ts'
import type { Post } from './county.ts'
import type { Notes } from './record.ts'

type Staff = {
  url: string
  record: Notes
  going: () => boolean
  passwords: ReadonlyMap<string, string>
  departmentId: string
  due: string
}

type Way = readonly [Post, string, (mark: string) => object][]
const accept: Way[number] = [
  'secretary',
  'accept',
  (title) => ({ title, category: 'water', nature: 'help', urgency: 'ordinary', extent: 'common' }),
]
const comment: Way[number] = ['secretary', 'comment', (words) => ({ words })]

/** A session that is taken up again when it is lost. */
function sessions({ url, passwords, record }: Staff) {
  const cookies = new Map<Post, Promise<string>>()
  const signIn = async (post: Post): Promise<string> => {
    for (;;) {
      const reply = await ask(url, '/session', { body: { username: post, password: passwords.get(post) } })
      if (reply?.status === 200) {
        record.counts.signedIn++
        return reply.cookies
      }
      await pause(200)
    }
  }
  return {
    of(post: Post) {
      const known = cookies.get(post) ?? signIn(post)
      cookies.set(post, known)
      return known
    },
    forget: (post: Post) => cookies.delete(post),
  }
}

export function staff(about: Staff) {
  const { url, record, going } = about
  const session = sessions(about)
  let marks = 0
  const ways: readonly Way[] = [
    [accept, ['secretary', 'settle', (answer) => ({ result: 'resolved', answer })]],
    [accept, comment, ['secretary', 'escalate', (reason) => ({ reason })]],
    [
      accept,
      ['secretary', 'escalate', (reason) => ({ reason })],
      ['clerk', 'dispatch', (standard) => ({ standard, departmentId: about.departmentId, dueDay: about.due })],
      ['officer', 'receive', (plan) => ({ plan })],
      ['officer', 'answer', (answer) => ({ result: 'resolved', answer })],
    ],
    [accept, comment, comment, ['secretary', 'addHeard', (words) => ({ words })]],
  ]
  const kebab = (action: string) => action.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

  /** Reads until somebody answers; undefined when told to go. */
  async function read(post: Post, path: string) {
    for (;;) {
      const reply = await ask(url, path, { cookie: await session.of(post) })
      if (reply && reply.status < 500 && reply.status !== 401) return reply
      if (reply?.status === 401) session.forget(post)
      await pause(80)
    }
  }

  /** One step, to the end. Gives the version it leaves, or undefined when the case is to be left alone. */
  async function step(caseId: string, version: number, [post, action, body]: Way[number]): Promise<number | undefined> {
    const mark = `记号${++marks}号`
    let lost = false
    for (let tries = 0; tries < 1000; tries++) {
      const from = performance.now()
      const reply = await ask(url, `/cases/${caseId}/${kebab(action)}`, {
        cookie: await session.of(post),
        body: { version, ...body(mark) },
      })
      if (reply?.status === 200) {
        record.step({ caseId, action, mark }, from)
        return Number(reply.body['version'])
      }
      if (reply?.status === 409 && reply.body['code'] === 'case.changed' && lost) {
        const now = (await read(post, `/cases/${caseId}`)).body as {
          version: number
          events: { type: string; texts: object }[]
        }
        const landed = now.events.filter((e) => e.type === action && Object.values(e.texts).includes(mark))
        if (landed.length === 1) {
          record.counts.foundByLooking++
          record.step({ caseId, action, mark }, from)
          return now.version
        }
        record.faults.push(`${action} of ${caseId} was refused as changed, and is there ${landed.length} times`)
        return undefined
      }
      if (reply?.status === 401) {
        record.counts.signedOut++
        session.forget(post)
      } else if (reply && reply.status < 500) {
        record.faults.push(`${action} of ${caseId}: ${reply.status} ${reply.body['code']}`)
        return undefined
      } else {
        lost = true
        record.counts[reply ? 'turnedAway' : 'repliesLost']++
      }
      await pause(50 + (tries % 5) * 40)
    }
    record.faults.push(`${action} of ${caseId} was never answered`)
    return undefined
  }

  /** Takes the cases handed in on their way, one at a time; `next` gives the number of one not yet begun. */
  return async function work(next: () => string | undefined) {
    while (going()) {
      const number = next()
      if (!number) {
        await pause(30)
        continue
      }
      const found = await read('secretary', `/cases?number=${number}`)
      const [item] = (found.body as { items?: { id: string; version: number }[] }).items ?? []
      if (!item) {
        record.faults.push(`${number} was acknowledged, and is not to be found`)
        continue
      }
      let version: number | undefined = item.version
      for (const way of ways[marks % ways.length] ?? []) {
        if (!going() || version === undefined) break
        version = await step(item.id, version, way)
      }
    }
  }
}
