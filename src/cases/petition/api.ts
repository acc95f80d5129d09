/** Routes of petitions beyond their steps: one as JSON or paper, a period for the state petition system, the year in figures. */
import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Caller } from '../../access/caller.ts'
import type { House } from '../../access/command.ts'
import type { Routes } from '../../access/routes.ts'
import { byteOrderMark, line } from '../../kernel/csv.ts'
import { Refusal } from '../../kernel/errors.ts'
import { t } from '../../kernel/texts.ts'
import { Id } from '../model.ts'
import { OpinionPage } from './opinion-page.tsx'
import { petitionExport } from './paper.ts'
import {
  countPetitions,
  Period,
  petitionRegister,
  petitionYear,
  type RegisterRow,
  registerColumns,
  Year,
} from './register.ts'
import { opinionStages } from './vocabulary.ts'

const Export = z.object({
  caseId: Id,
  format: z.enum(['json', 'html']).default('json'),
  stage: z.enum(opinionStages).optional().describe('Which written answer to print; without it the last one'),
})
const count = z.number().int()
const Counts = z.record(z.string(), count)
const Kept = z.object({ of: count, inTime: count, late: count, running: count })

export function petitionRoutes({ route }: Routes, house: House) {
  route({
    id: 'exportPetition',
    tag: 'petitions',
    method: 'get',
    path: '/cases/{caseId}/petition-export',
    permission: 'case.petition',
    summary: 'One petition with its dates and written opinions, as JSON or as a page to print (format=html).',
    input: Export,
    refusals: ['not-found', 'petition.none'],
    run: async (caller, { caseId, format, stage }) => {
      const paper = await petitionExport(house, caller, { caseId, as: format === 'html' ? 'print' : 'export' })
      if (format === 'json') return attachment(JSON.stringify(paper), 'application/json', `${paper.caseNumber}.json`)
      const page = OpinionPage({ paper, language: caller.language, stage })
      if (!page) throw new Refusal('not-found')
      return new Response(`<!DOCTYPE html>${String(await page)}`, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        },
      })
    },
  })
  route({
    id: 'exportPetitions',
    tag: 'petitions',
    method: 'get',
    path: '/petitions/export',
    permission: 'case.petition',
    summary:
      'Petitions received in a period, for entry into the state petition system. The header x-count says how many.',
    input: Period.extend({ format: z.enum(['csv', 'json']).default('csv') }),
    refusals: [],
    run: async (caller, { format, ...period }) => {
      const n = await countPetitions(house, caller, period)
      const name = `petitions-${period.from}-${period.to}-${n}.${format}`
      const rows = petitionRegister(house, caller, period)
      const body = format === 'csv' ? asCsv(house, caller, rows) : asJson(period, n, rows)
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json'
      return attachment(Readable.toWeb(Readable.from(bytesOf(body))) as unknown as ReadableStream, type, name, n)
    },
  })
  route({
    id: 'petitionYear',
    tag: 'petitions',
    method: 'get',
    path: '/petitions/year',
    permission: 'overview.read',
    summary: 'The yearly report on petitions: by kind, road, outcome, in time or not. Counted from what was recorded.',
    input: Year,
    output: z
      .object({
        year: count,
        last: z.iso.date().describe('Until which day the figures reach'),
        totals: z.object({
          all: count,
          repeat: count,
          group: count,
          persons: count,
          grave: count,
          extended: count,
          reviews: count,
          reReviews: count,
          withdrawn: count,
        }),
        byKind: Counts,
        byRoad: Counts,
        byOutcome: Counts,
        byCategory: Counts,
        byVillage: z.array(z.object({ village: z.object({ id: Id, name: z.string(), nameEn: z.string() }), n: count })),
        clocks: z.record(z.string(), Kept),
      })
      .meta({ id: 'PetitionYear' }),
    refusals: [],
    run: (caller, input) => petitionYear(house, caller, input),
  })
}

const attachment = (body: string | ReadableStream, type: string, name: string, n?: number) =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      ...(n !== undefined && { 'x-count': String(n) }),
    },
  })

async function* bytesOf(text: AsyncIterable<string>) {
  for await (const part of text) yield Buffer.from(part)
}

/** Codes as the words of the reader's language: what is pasted into another system is read by people there. */
async function* asCsv(house: House, { language, jurisdictionId }: Caller, rows: AsyncIterable<RegisterRow>) {
  const { categories } = house.schemes.of(jurisdictionId)
  const outcome = (value: RegisterRow['outcome']) => value && t(language, `petition.outcome.${value}`)
  yield byteOrderMark + line(registerColumns.map((c) => t(language, `petition.column.${c}`)))
  for await (const row of rows) {
    const said: RegisterRow = {
      ...row,
      visit: row.visit && t(language, `petition.visit.${row.visit}`),
      category: categories[String(row.category)]?.name[language] ?? row.category,
      kind: row.kind && t(language, `petition.kind.${row.kind}`),
      road: row.road && t(language, `petition.road.${row.road}`),
      outcome: outcome(row.outcome),
      reviewOutcome: outcome(row.reviewOutcome),
      reReviewOutcome: outcome(row.reReviewOutcome),
    }
    yield line(registerColumns.map((c) => said[c]))
  }
}
async function* asJson({ from, to }: z.output<typeof Period>, n: number, rows: AsyncIterable<RegisterRow>) {
  yield `{"from":"${from}","to":"${to}","count":${n},"items":[`
  let comma = ''
  for await (const row of rows) {
    yield `${comma}\n${JSON.stringify(row)}`
    comma = ','
  }
  yield '\n]}\n'
}
