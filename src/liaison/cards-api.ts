/** Routes of contact cards: which are due, making them, one that was lost, and the sheets to print. */
import type { Context } from 'hono'
import { z } from 'zod'
import type { House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { cardSheets } from './card-sheet.tsx'
import { CardFilter, Cards, IssueCards, issueCards, listCards, OneCard, replaceCard } from './cards.ts'
import { cardsToPrint, PrintCards } from './print-cards.ts'

const manages = { tag: 'cards', permission: 'ties.manage' } as const

export function cardRoutes(
  { route }: Routes,
  house: House,
  jurisdictionOf: (ctx: Context) => Promise<{ name: string; nameEn: string }>,
) {
  route({
    ...manages,
    id: 'listCards',
    method: 'get',
    path: '/cards',
    summary: 'Ties that are due a card, and which of them has one.',
    input: CardFilter,
    output: Cards,
    refusals: ['input.invalid', 'tie.kind-unknown', 'card.not-due'],
    run: (caller, input) => listCards(house, caller, input),
  })
  route({
    ...manages,
    id: 'issueCards',
    method: 'post',
    path: '/cards',
    summary: 'A card for each tie that has none yet.',
    input: IssueCards,
    output: z.object({ issued: z.number().int() }),
    refusals: ['input.invalid', 'tie.kind-unknown', 'card.not-due'],
    run: (caller, input) => issueCards(house, caller, input),
  })
  route({
    ...manages,
    id: 'replaceCard',
    method: 'post',
    path: '/cards/{cardId}/replace',
    summary: 'Lost: the old card opens nothing from now on, and a new one is made.',
    input: OneCard,
    output: z.object({ id: z.uuid() }),
    refusals: ['input.invalid', 'not-found', 'card.replaced'],
    run: (caller, input) => replaceCard(house, caller, input),
  })
  route({
    ...manages,
    id: 'printCards',
    method: 'post',
    path: '/cards/print',
    summary: 'Sheets of ten cards, HTML for printing. Residents’ names in full are written down as looked at.',
    input: PrintCards,
    refusals: ['input.invalid', 'forbidden', 'tie.kind-unknown', 'card.not-due', 'card.none', 'card.too-many'],
    run: async (caller, input, ctx) => {
      const what = await cardsToPrint(house, caller, input)
      const { name, nameEn } = await jurisdictionOf(ctx)
      const publicUrl = house.config.LIANXIN_URL ?? new URL(ctx.req.url).origin
      const html = await cardSheets(what, {
        language: caller.language,
        publicUrl,
        office: caller.language === 'en' && nameEn ? nameEn : name,
      })
      return new Response(html, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
          'cache-control': 'no-store',
        },
      })
    },
  })
}
