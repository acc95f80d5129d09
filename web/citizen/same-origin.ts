/** A form counts only when it was sent from these very pages. */
import { Refusal } from '../../src/kernel/errors.ts'

type Asked = { header(name: string): string | undefined }

/** Throws `csrf.origin` for a POST another site's page has sent. A client that says nothing of either is no browser, and carries no cookies of one. */
export function sameOrigin(request: Asked, publicUrl: string) {
  const fetchSite = request.header('sec-fetch-site')
  if (fetchSite) {
    if (fetchSite !== 'same-origin' && fetchSite !== 'none') throw new Refusal('csrf.origin')
    return
  }
  const origin = request.header('origin')
  if (!origin) return
  const host = URL.canParse(origin) ? new URL(origin).host : ''
  if (host !== request.header('host') && host !== new URL(publicUrl).host) throw new Refusal('csrf.origin')
}

/** The same where no cookie proves anything: a client that says nothing of where it comes from is refused too. */
export function sentFromHere(request: Asked, publicUrl: string) {
  sameOrigin(request, publicUrl)
  if (request.header('sec-fetch-site') || request.header('origin')) return
  const referer = request.header('referer') ?? ''
  const host = URL.canParse(referer) ? new URL(referer).host : ''
  if (host !== request.header('host') && host !== new URL(publicUrl).host) throw new Refusal('csrf.origin')
}
