/** What can be taken away as text: the newest head, the key that signed it, and receipts. */
import type { Context, Hono } from 'hono'
import type { House } from '../../../src/access/command.ts'
import { newestHead } from '../../../src/cases/public-log/heads.ts'
import { type ReceiptFile, writeReceipt } from '../../../src/cases/public-log/receipt.ts'
import { standingOf } from '../../../src/cases/public-log/standing.ts'
import { Refusal } from '../../../src/kernel/errors.ts'
import { noteOf } from '../../../src/kernel/signed-head.ts'
import { receiptLink } from '../numbers.ts'
import { type Options, type Visit, visitOf } from '../visit.ts'

const text = (ctx: Context, body: string, name?: string) =>
  ctx.body(body, 200, {
    'content-type': 'text/plain; charset=utf-8',
    ...(name && { 'content-disposition': `attachment; filename="${name}.txt"` }),
  })
const receipt = (ctx: Context, v: Visit, file: ReceiptFile) =>
  text(ctx, writeReceipt(v.language, file), `${file.number}${file.proof ? '-proof' : ''}`)

export function mountDownloads(app: Hono, house: House, options: Options) {
  const head = async (ctx: Context) => {
    const { id } = await options.jurisdictionOf(ctx)
    const found = await house.db.transaction({ jurisdictionId: id }, newestHead)
    if (!found) throw new Refusal('not-found')
    return found
  }
  app.get('/log/head.txt', async (ctx) => text(ctx, noteOf(await head(ctx))))
  app.get('/log/key.txt', async (ctx) => {
    const lines = (await head(ctx)).key.spki.toString('base64').match(/.{1,64}/g) ?? []
    return text(ctx, `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`)
  })
  // right after handing in, for oneself: with the query code
  app.get('/report/receipt.txt', async (ctx) => {
    const v = await visitOf(ctx, house, options)
    const sent = (await v.findDraft())?.draft.sent
    if (!sent) throw new Refusal('not-found')
    const { number, code, registeredAt, leaf } = sent
    return receipt(ctx, v, { number, code, registeredAt, leaf, link: receiptLink(options.publicUrl(ctx), sent) })
  })
  // later, to be shown to others: with the proof, without the code
  app.get('/track/receipt.txt', async (ctx) => {
    const v = await visitOf(ctx, house, options)
    const caseId = v.trackedCase()
    if (!caseId) return ctx.redirect('/track/your-code', 303)
    const standing = await standingOf(house, v.caller(caseId), { caseId })
    return receipt(ctx, v, standing.receipt)
  })
}
