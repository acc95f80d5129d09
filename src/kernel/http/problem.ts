/** Errors as problem details (RFC 9457), in the reader's language. What is not a refusal says only a reference number. */
import type { Context } from 'hono'
import type { Kernel, Language } from '../app.ts'
import { isAway } from '../away.ts'
import { type FieldError, Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { hasText, t } from '../texts.ts'

/** The reader's language: their cookie, else what their browser asks for, else Chinese. */
export function languageOf(ctx: Context): Language {
  const cookie = /(?:^|;\s*)lang=(zh-CN|en)/.exec(ctx.req.header('cookie') ?? '')?.[1]
  if (cookie) return cookie as Language
  const accepted = ctx.req.header('accept-language')?.toLowerCase() ?? ''
  const zh = accepted.indexOf('zh')
  const en = accepted.indexOf('en')
  return en >= 0 && (zh < 0 || en < zh) ? 'en' : 'zh-CN'
}

/** A refusal in words: what happened, and how to put it right. */
export function problemOf(refusal: Refusal, language: Language, reference?: string) {
  return {
    type: `https://lianxin.invalid/problems/${refusal.code}`,
    code: refusal.code,
    status: refusal.status,
    title: t(language, `refusals.${refusal.code}`, refusal.params),
    ...(refusal.fields.length && { errors: refusal.fields.map((f) => inWords(f, language)) }),
    ...(reference && { reference }),
  }
}

/** What our own rules say of a field is a key of the catalogue; what the schema's library says is in words already. */
const inWords = ({ path, message }: FieldError, language: Language): FieldError => ({
  path,
  message: hasText(`refusals.field.${message}`) ? t(language, `refusals.field.${message}`) : message,
})

/** Any error as a refusal; the unexpected ones are logged under a reference number. */
export function asRefusal(
  error: unknown,
  kernel: Pick<Kernel, 'log' | 'now'>,
): { refusal: Refusal; reference?: string } {
  if (error instanceof Refusal) return { refusal: error }
  if (isAway(error)) {
    kernel.log.warn({ error: error.message }, 'the database is away')
    return { refusal: new Refusal('unavailable') }
  }
  const reference = newId(kernel.now()).slice(-12)
  kernel.log.error({ err: error, reference }, 'unexpected error')
  return { refusal: new Refusal('unexpected', { reference }), reference }
}

export function problemResponse(ctx: Context, error: unknown, kernel: Pick<Kernel, 'log' | 'now'>) {
  const { refusal, reference } = asRefusal(error, kernel)
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (refusal.params['seconds']) headers['retry-after'] = String(refusal.params['seconds'])
  return ctx.newResponse(JSON.stringify(problemOf(refusal, languageOf(ctx), reference)), refusal.status as 400, headers)
}
