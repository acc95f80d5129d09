/** One call over HTTP. A reply that is lost is undefined: whether the call was heard nobody can say. */
export type Reply = { status: number; body: Record<string, unknown>; cookies: string } | undefined

export async function ask(
  url: string,
  path: string,
  { body, cookie = '' }: { body?: object; cookie?: string } = {},
): Promise<Reply> {
  try {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    })
    const cookies = response.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ')
    return { status: response.status, body: (await response.json()) as Record<string, unknown>, cookies }
  } catch {
    return undefined
  }
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
/** The same as a limit beside something else: it keeps nobody waiting when the other was first. */
export const patience = (ms: number) => new Promise<void>((done) => void setTimeout(done, ms).unref())
