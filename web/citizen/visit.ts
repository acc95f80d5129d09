/** One visit of one page: who reads, in which language and type, from which village, with what in hand. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { ResidentActor } from '../../src/access/caller.ts'
import { type House, houseOf } from '../../src/access/command.ts'
import { findDraft, type KeptDraft } from '../../src/cases/draft.ts'
import type { Language } from '../../src/kernel/app.ts'
import { languageOf } from '../../src/kernel/http/problem.ts'
import { dayText, t } from '../../src/kernel/texts.ts'
import { type Directory, directoryOf, type Person, type Place } from './directory.ts'

export type Jurisdiction = { id: number; slug: string; name: string; nameEn: string }
export type Options = {
  jurisdictionOf(ctx: Context): Promise<Jurisdiction>
  /** Throws `rate.exceeded` when this address hands in too much. */
  intakeAllowed(ctx: Context): Promise<void>
  addressOf(ctx: Context): string
  publicUrl(ctx: Context): string
}
export type TextSize = 'normal' | 'large' | 'largest'
export type Visit = Awaited<ReturnType<typeof visitOf>>

const year = 365 * 86_400
const draftSeconds = 86_400
const trackSeconds = 2 * 3600
const sealedSeconds = 15 * 60

/** A choice of look just made, ahead of the cookie that will carry it. */
export type Look = readonly ['elder' | 'text' | 'lang', string]

/** Reads the visit from the request: cookies, never a query. */
export async function visitOf(ctx: Context, house: House, options: Options, chosen?: Look) {
  const jurisdiction = await options.jurisdictionOf(ctx)
  const directory: Directory = await directoryOf(house, jurisdiction.id)
  const language: Language = chosen?.[0] === 'lang' ? (chosen[1] as Language) : languageOf(ctx)
  const secure = options.publicUrl(ctx).startsWith('https:')
  const keep = (name: string, value: string, seconds: number) =>
    setCookie(ctx, name, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: seconds })
  const slug = ctx.req.param('slug') ?? getCookie(ctx, 'village') ?? ''
  const village = directory.villages.find((v) => v.slug === (directory.joined.get(slug) ?? slug))
  const size = chosen?.[0] === 'text' ? chosen[1] : getCookie(ctx, 'text')
  const name = (it: { name: string; nameEn: string }) => (language === 'en' && it.nameEn ? it.nameEn : it.name)
  return {
    ctx,
    house: houseOf(house, jurisdiction.id),
    options,
    jurisdiction,
    directory,
    language,
    elder: (chosen?.[0] === 'elder' ? chosen[1] : getCookie(ctx, 'elder')) === '1',
    size: (size === 'large' || size === 'largest' ? size : 'normal') as TextSize,
    village: village as Place | undefined,
    path: new URL(ctx.req.url).pathname,
    /** Orgs nobody is offered from to call: those a complaint is about, and those below. */
    apart: new Set<string>(),
    query: (key: string) => ctx.req.query(key),
    /** A text of the residents' catalogue. */
    t: (key: string, params: Record<string, string | number> = {}) => t(language, `citizen.${key}`, params),
    name,
    day: (at: Date | string) => dayText(language, new Date(at)),
    caller: (caseId?: string) => ({
      jurisdictionId: jurisdiction.id,
      actor: { kind: 'resident', ...(caseId && { caseId }) } as ResidentActor,
      language,
    }),
    remember: {
      village: (place: Place) => keep('village', place.slug, year),
      draft: (id: string) => keep('draft', house.keys.sign('draft', id), draftSeconds),
      /** The number of a sealed report, for the one page that shows it. */
      sealed: (number: string) => keep('sealed', house.keys.sign('sealed', number), sealedSeconds),
      look: (cookie: 'elder' | 'text' | 'lang', value: string) => keep(cookie, value, year),
      /** The request this browser may follow for the next two hours. */
      tracked: (caseId: string) =>
        keep(
          'track',
          house.keys.sign('track', `${caseId}.${house.now().getTime() + trackSeconds * 1000}`),
          trackSeconds,
        ),
    },
    forget: (cookie: 'track' | 'draft') => deleteCookie(ctx, cookie, { path: '/' }),
    findDraft: async (): Promise<KeptDraft | undefined> => {
      const id = house.keys.unsign('draft', getCookie(ctx, 'draft'))
      return id ? findDraft(house, jurisdiction.id, id) : undefined
    },
    sealedNumber: () => house.keys.unsign('sealed', getCookie(ctx, 'sealed')),
    trackedCase: (): string | undefined => {
      const [caseId, until] = house.keys.unsign('track', getCookie(ctx, 'track'))?.split('.') ?? []
      return caseId && Number(until) > house.now().getTime() ? caseId : undefined
    },
  }
}

/** A person to call: of the village, else of its town, else of the top office. */
export function personFor({
  directory,
  village,
  apart,
}: Pick<Visit, 'directory' | 'village' | 'apart'>): Person | undefined {
  const orgs = [village?.id, village?.townId, directory.top?.id].filter((id) => !id || !apart.has(id))
  return orgs.flatMap((id) => directory.people.filter((p) => p.orgId === id && p.phone))[0]
}
