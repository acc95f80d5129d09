/** A member at the desk, through the API, for what a resident's day needs of the other side. */
export type Desk = {
  get(path: string): Promise<Answered>
  post(path: string, body: object): Promise<Answered>
  /** The id of an org of the demo, by its slug. */
  org(slug: string): Promise<string | undefined>
}
type Answered = { status: number; body: Record<string, unknown> }

/** The password of one of the demo's people, or of the first of them. */
export async function demoPassword(base: string, username?: string): Promise<string> {
  const { demo } = (await (await fetch(`${base}/api/v1/session/options`)).json()) as {
    demo: { username: string; password: string }[]
  }
  return (demo.find((d) => d.username === username) ?? demo[0])?.password ?? ''
}

/** Signs in as one of the demo's people. */
export async function desk(base: string, username: string): Promise<Desk> {
  const signedIn = await fetch(`${base}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: await demoPassword(base, username) }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
  const call = async (method: string, path: string, body?: object): Promise<Answered> => {
    const response = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json', 'accept-language': 'zh-CN' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    org: async (slug) =>
      ((await call('GET', '/orgs')).body['items'] as { id: string; slug: string }[]).find((o) => o.slug === slug)?.id,
  }
}
