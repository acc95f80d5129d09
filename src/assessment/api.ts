/** Routes of the figures. Asking to leave a case out, and deciding it, are steps of the case (src/cases/lifecycle.ts). */
import { z } from 'zod'
import type { MemberActor } from '../access/caller.ts'
import { type House, query } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { orgsById } from '../cases/store.ts'
import { names } from '../cases/summary.ts'
import { t } from '../kernel/texts.ts'
import { AppealsFilter, appeals } from './appeals.ts'
import { figuresCsv } from './csv.ts'
import { FiguresFilter, figures, figuresOf } from './report.ts'
import { ExclusionView, FiguresView } from './views.ts'

const exported = query(FiguresFilter, async (d, f) => {
  const of = await figuresOf(d, f)
  const orgs = await orgsById(d.tx)
  const { memberId, appointments } = d.caller.actor as MemberActor
  const place = orgs.get(f.under ?? appointments.find((a) => a.may.includes('overview.read'))?.orgId ?? '')
  const who = (await names(d, [memberId])).get(memberId) ?? ''
  const { language } = d.caller
  const groundName = (ground: string) =>
    d.house.scheme.figures.exclusions[ground]?.name[language] ?? t(language, `figures.ground.${ground}`)
  const about = { place: (language === 'en' ? place?.nameEn : place?.name) ?? '', who, groundName }
  return { of, text: figuresCsv(language, of, about) }
})

export function figureRoutes({ route }: Routes, house: House) {
  route({
    id: 'figures',
    tag: 'figures',
    method: 'get',
    path: '/figures',
    permission: 'overview.read',
    summary:
      'Response, resolution and satisfaction with base, reach, exclusions and interval (docs/figures.md). Contacts count on the day made or due, verdicts on the day of the first answer.',
    input: FiguresFilter,
    output: FiguresView,
    refusals: ['input.invalid'],
    run: (caller, input) => figures(house, caller, input),
  })
  route({
    id: 'exportFigures',
    tag: 'figures',
    method: 'get',
    path: '/figures/export',
    permission: 'overview.read',
    summary: 'The same as CSV; formulas, base and period stand in its first lines.',
    input: FiguresFilter,
    refusals: ['input.invalid'],
    run: async (caller, input) => {
      const { of, text } = await exported(house, caller, input)
      return new Response(text, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="figures-${of.from}-${of.to}.csv"`,
          'cache-control': 'no-store',
        },
      })
    },
  })
  route({
    id: 'listAppeals',
    tag: 'figures',
    method: 'get',
    path: '/figures/appeals',
    permission: 'overview.read',
    summary: 'Cases asked to be left out of figures: open ones oldest first, or those approved.',
    input: AppealsFilter,
    output: z.object({ items: z.array(ExclusionView), more: z.boolean() }),
    refusals: ['input.invalid'],
    run: (caller, input) => appeals(house, caller, input),
  })
}
