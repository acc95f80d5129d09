/** Calls every route as everybody with fitting and odd input, and holds each reply against what must always hold. */

import type { OpenApi } from '../../src/interop/openapi.ts'
import type { Declared } from '../../src/kernel/http/route.ts'
import type { Permission } from '../../src/programme/vocabulary.ts'
import { beginningOf, goesOn } from '../listen.ts'
import type { Asked } from './asked.ts'
import { type Caller, openCallers } from './callers.ts'
import { type Draw, samples, seedOf } from './draw.ts'
import { type About, hintsFor, idsFor } from './ids.ts'
import { leaks, type Reply, wrongOutput, wrongProblem } from './judge.ts'
import { openKept } from './kept.ts'
import type { Ledger } from './ledger.ts'
import { onReading, onRefusal } from './may-grow.ts'
import { hostOf, type World } from './places.ts'
import { plainly, type Route, request } from './request.ts'
import type { Tally } from './tally.ts'
import { waypoints } from './waypoints.ts'

type Run = {
  world: World
  api: OpenApi
  declared: readonly Declared<Permission>[]
  ledger: Ledger
  tally: Tally
  seed: number
  times: number
}

export async function openExplorer(run: Run) {
  const { world, api, ledger, tally } = run
  const { all, renew } = await openCallers(world)
  const stock = {
    home: waypoints(world.server, world.counties.home, world.places.home.a1.number),
    abroad: waypoints(world.server, world.counties.abroad, world.places.abroad.a1.number),
  }
  const kept = openKept(world.owner)
  const restock = async () => {
    await Promise.all([stock.home.restock(), stock.abroad.restock()])
    await ledger.changed()
    await kept.look()
  }

  return async function explore(route: Route) {
    const declared = run.declared.find((d) => d.id === route.id)
    if (!declared) throw new Error(`${route.id} is not declared`)
    const scheme = world.server.house.schemes.of(1)
    const members = all.filter(
      (c) =>
        typeof declared.permission !== 'string' || (c.role && scheme.roles[c.role]?.may.includes(declared.permission)),
    )
    await restock()
    // of those the route lets in, the ones with something to do there, if there are any
    const acting = members.filter((c) => c.actor && stock[c.side].openTo(route.id, c.actor).length)
    const allowed = acting.length ? acting : members
    // a few at a time, so that what one call has changed the next ones find
    const atOnce = 6
    // a password is slow to check, on purpose
    const times = route.operation.tags.includes('session') ? run.times / 3 : run.times
    const turns = Math.ceil(times / atOnce)
    for (let turn = 0; turn < turns; turn++) {
      if (turn > 0) await restock()
      const calls = samples(seedOf(run.seed, `${route.id}/${turn}`), Math.min(atOnce, Math.ceil(times)), (draw) => {
        const caller = draw.of(draw.chance(0.75) && allowed.length ? allowed : all)
        const about = aboutFor(route, caller, draw)
        const hints = hintsFor(world, about, caller, draw)
        const asked = request(draw, api, route, hints, idsFor(world, about, caller, draw))
        return { caller, asked, language: draw.of(['zh-CN', 'en'] as const) }
      })
      for (const call of calls) await knock(declared, call.caller, call.asked, call.language)
    }
    // what is left to chance above: those a request is kept from look for it at every place where one can look
    if (route.method === 'get')
      for (const caller of all) {
        const county = world.counties[caller.side]
        if (!caller.actor?.recused.includes(county.org('a1'))) continue
        await knock(declared, caller, plainly(route, world.places[caller.side].a1h, county.org('a1')), 'zh-CN')
      }
  }

  /** A case to call about: mostly one the caller may act on by this route. */
  function aboutFor(route: Route, caller: Caller, draw: Draw): About {
    const near = caller.actor ? stock[caller.side].openTo(route.id, caller.actor) : []
    const own = stock[caller.side].all()
    const theirsNot = own.filter((r) => caller.actor?.recused.some((id) => r.hiddenFrom.includes(id)))
    const known = draw.of(
      theirsNot.length && draw.chance(0.15) ? theirsNot : near.length && draw.chance(0.8) ? near : own,
    )
    return {
      // a file named with its case belongs to it
      known: /\{caseId\}.*\{fileId\}/.test(route.path)
        ? { ...known, caseId: world.places[caller.side].a1.caseId }
        : known,
      foreign: draw.of(stock[caller.side === 'home' ? 'abroad' : 'home'].all()),
      other: draw.of(own),
    }
  }

  async function knock(declared: Declared<Permission>, caller: Caller, asked: Asked, language: 'zh-CN' | 'en') {
    const cookie = [caller.cookies, `lang=${language}`].filter(Boolean).join('; ')
    const ownLanguage = asked.headers['cookie'] ? undefined : language
    const reply = await send(world, hostOf(caller.side), asked, cookie)
    const changed = await ledger.changed()
    const sent = `${asked.path} ${safely(asked.path)} ${typeof asked.body === 'string' ? asked.body : ''}`
    const code = reply.json?.['code']
    tally.call(declared.id, reply.status, reply.status >= 400 ? code : undefined)
    const where = `${declared.id} as ${caller.name}, ${asked.what} → ${reply.status}${reply.status >= 400 ? ` ${code}` : ''}`
    const shown = `${asked.method} ${asked.path.slice(0, 300)} ${typeof asked.body === 'string' ? asked.body.slice(0, 600) : ''}`
    const note = (kind: Parameters<Tally['fault']>[0], lines: readonly string[]) => {
      for (const line of lines) tally.fault(kind, `${where}: ${line}\n    ${shown}`)
    }

    if (reply.status >= 500 && code !== 'unavailable') note('error', [world.overheard()])
    note('leak', leaks(reply, caller, sent))
    if (changed.includes('cases')) await kept.look()
    if (!(declared.id in ownReceipt)) note('leak', kept.toldOf(reply, caller, sent))
    const unlisted = (may: Readonly<Record<string, string>>) => changed.filter((table) => !(table in may))
    if (reply.status >= 400) {
      note('change', unlisted(onRefusal))
      note(
        'reply',
        wrongProblem(reply, ownLanguage ?? 'zh-CN', ledger.tables, sent).filter(
          (f) => ownLanguage || !f.startsWith('not in'),
        ),
      )
      const known = api.paths[declared.path]?.[declared.method]?.['x-refusals'] ?? []
      if (!known.includes(code as never) && !doors.includes(String(code)))
        note('reply', [`refusal ${code} is not declared`])
    } else {
      if (asked.method === 'GET') note('change', unlisted(onReading))
      note('reply', wrongOutput(reply, declared))
      if (declared.upload) caller.files.push(String(reply.json?.['id']))
      const id = /\/cases\/([0-9a-f-]{36})/.exec(asked.path)?.[1]
      if (asked.method === 'POST' && id) for (const side of ['home', 'abroad'] as const) stock[side].used(id)
    }
    if (/session_token=;/.test(reply.headers) && !asked.headers['cookie']) {
      await renew(caller)
      await ledger.changed()
    }
  }
}

/** Where a receipt is given: whoever hands a request in, or opens it by its number and code, is not kept from it, whoever they are. */
const ownReceipt: Readonly<Record<string, true>> = {
  handInRequest: true,
  registerCase: true,
  recordToCase: true,
  lookUpRequest: true,
  requestReceipt: true,
}

/** Before any route: another site's form, too many calls, a path that is none. */
const doors = ['csrf.origin', 'rate.exceeded', 'no-such-page']

const safely = (path: string) => {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}

let address = 0
async function send({ server }: World, host: string, asked: Asked, cookie: string): Promise<Reply> {
  address++
  const response = await server.app.request(`http://${host}/api/v1${asked.path}`, {
    method: asked.method,
    headers: {
      host,
      cookie,
      // a network of its own for each: the limits a network has are not what is tried here
      'x-forwarded-for': `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`,
      ...asked.headers,
    },
    ...(asked.body !== undefined && { body: asked.body }),
  })
  const text = goesOn(response) ? await beginningOf(response) : await response.text()
  const type = response.headers.get('content-type') ?? ''
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return { status: response.status, type, headers, text, ...(type.includes('json') && { json: JSON.parse(text) }) }
}
