/** What the shipped files offer to choose from for a file of one's own, in plain words. */
import type { z } from 'zod'
import type { Language } from '../kernel/app.ts'
import { writtenIn } from '../programme/clash.ts'
import { parseProgramme } from '../programme/load.ts'
import type { Programme } from '../programme/model.ts'
import { plainly } from '../programme/plain.ts'
import { type Known, periods } from './model.ts'
import { readShipped, shippedCodes } from './used.ts'

let read: Map<string, Programme> | undefined
/** The shipped files, each read once: they do not change while the program runs. */
export function shippedSchemes(): ReadonlyMap<string, Programme> {
  read ??= new Map(
    shippedCodes().map((code) => [code, parseProgramme(readShipped(code), `${code}.yaml`, { readUsed: readShipped })]),
  )
  return read
}

/** What a file of one's own begins with: levels, roles, channels and limits of requests, and the words the shipped schemes share. */
export const bases = () => ['mechanism', 'common'].filter((code) => shippedSchemes().has(code))
/** Everything these say together. */
export const baseScheme = (): Programme => shippedSchemes().get(bases().at(-1) ?? '') as Programme

export function knownTo(language: Language): z.input<typeof Known> {
  const base = baseScheme()
  return {
    files: [...shippedSchemes()].map(([code, scheme]) => {
      const speak = plainly(scheme, language)
      const own = writtenIn(readShipped(code))
      const ownOf = <T>(part: 'duties' | 'tieKinds' | 'recordKinds', of: Record<string, T>) =>
        Object.entries(of).filter(([one]) => own(part).has(one))
      return {
        code,
        title: scheme.title[language],
        duties: ownOf('duties', scheme.duties).map(([duty, it]) => ({
          code: duty,
          name: it.name[language],
          says: speak.duty(it),
          included: duty in base.duties,
          tone: it.tone,
          number: it.atLeast,
          share: 'coverage' in it.measure,
          per: (periods as readonly unknown[]).includes(it.per) ? String(it.per) : null,
        })),
        ties: ownOf('tieKinds', scheme.tieKinds).map(([tie, it]) => ({
          code: tie,
          name: it.name[language],
          says: speak.tie(it),
          included: tie in base.tieKinds,
        })),
        records: ownOf('recordKinds', scheme.recordKinds).map(([record, it]) => ({
          code: record,
          name: it.name[language],
          says: speak.join(Object.values(it.fields).map((field) => field.name[language])),
          included: record in base.recordKinds,
        })),
      }
    }),
  }
}
