/** People at their desks: they read, look again, open, act, and think a moment in between. What each call took is noted by its kind. */
import { subjects } from '../county/life.ts'
import { ask, pause } from '../crash/ask.ts'
import { type Desk, password } from './accounts.ts'

export type Kind = 'inbox' | 'list' | 'case' | 'overview' | 'act' | 'intake'
export type Times = Record<Kind, number[]>
export const noTimes = (): Times => ({ inbox: [], list: [], case: [], overview: [], act: [], intake: [] })

type Item = { id: string; version: number; state: string }
export type Going = { url: string; until: number; times: Times; failed: Map<string, number> }

async function timed(going: Going, kind: Kind, path: string, init: RequestInit): Promise<unknown> {
  const from = performance.now()
  const reply = await fetch(`${going.url}/api/v1${path}`, init)
  const body = await reply.json()
  going.times[kind].push(performance.now() - from)
  if (reply.status >= 400) {
    const what = `${kind} ${reply.status} ${(body as { code?: string }).code}`
    going.failed.set(what, (going.failed.get(what) ?? 0) + 1)
    return undefined
  }
  return body
}

/** Signs in; the cookie comes back. */
export async function signIn(url: string, username: string): Promise<string> {
  const reply = await ask(url, '/session', { body: { username, password } })
  if (reply?.status !== 200) throw new Error(`${username} cannot sign in: ${JSON.stringify(reply)}`)
  return reply.cookies
}

/** One desk: out of ten turns three are the inbox, three a case, two a list with three filters, one a step, and now and then the overview. */
export async function sit(going: Going, desk: Desk, cookie: string, think: number) {
  let seen: Item[] = []
  const get = (kind: Kind, path: string) => timed(going, kind, path, { headers: { cookie } })
  const read = async (kind: Kind, path: string) => {
    const list = ((await get(kind, path)) as { items?: Item[] } | undefined)?.items ?? []
    if (list.length) seen = list
  }
  // nobody sits down in the same instant as forty-nine others
  await pause(think * 2 * Math.random())
  for (let turn = Math.floor(Math.random() * 20); performance.now() < going.until; turn++) {
    const some = seen[Math.floor(Math.random() * seen.length)]
    if (turn % 20 === 19 && desk.role !== 'officer') await get('overview', '/overview')
    else if (turn % 10 < 3 || !some) await read('inbox', '/inbox?limit=50')
    else if (turn % 10 < 6) await get('case', `/cases/${some.id}`)
    else if (turn % 10 < 8) await read('list', '/cases?limit=50&state=closed&category=water&urgency=ordinary')
    else if (turn % 10 === 8) await act(going, some, cookie)
    else await read('list', '/cases?limit=50')
    await pause(think * (0.5 + Math.random()))
  }
}

/** A comment on what was seen, with the version it was seen in: refused when somebody was quicker, as it should be. */
async function act(going: Going, { id }: Item, cookie: string) {
  const view = (await timed(going, 'case', `/cases/${id}`, { headers: { cookie } })) as Item | undefined
  if (!view) return
  await timed(going, 'act', `/cases/${id}/comment`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ version: view.version, words: '已打电话问过，明天上午去看。' }),
  })
}

/** One resident after another at the door, each with words of their own. */
export async function handIn(going: Going, villages: readonly string[], door: number, think: number) {
  for (let n = 0; performance.now() < going.until; n++) {
    await timed(going, 'intake', '/requests', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        clientKey: `desk-${door}-${n}-${Math.random().toString(36).slice(2)}`,
        villageId: villages[(door * 131 + n) % villages.length],
        words: `村东头的${subjects[(door * 7 + n) % subjects.length]}坏了快一个月，一直没有人来看，走到小学门口的路上都受影响。`,
        place: '村小学东侧路口',
        contact: {
          name: '石小满',
          phone: `138${String(door * 1_000_003 + n)
            .padStart(8, '0')
            .slice(-8)}`,
        },
      }),
    })
    await pause(think * (0.5 + Math.random()))
  }
}
