/** A local OpenID provider: discovery, authorisation code with PKCE, signed id tokens. Speaks OIDC Core 1.0 as far as sign-in needs. */
import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type OidcSandbox = {
  issuer: string
  clientId: string
  clientSecret: string
  signInAs(userName: string): void
  stop(): Promise<void>
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Starts the provider. Whoever is named by `signInAs` is signed in there already. */
export async function startOidc(): Promise<OidcSandbox> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const clientId = 'lianxin'
  const clientSecret = 'sandbox-secret'
  let userName = 'nobody'
  let issuer = ''
  const codes = new Map<string, { challenge: string; nonce: string | null; redirect: string }>()
  const idToken = (claims: object) => {
    const body = `${base64url({ alg: 'RS256', kid: 'sandbox', typ: 'JWT' })}.${base64url(claims)}`
    return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (body: object, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const person = {
      sub: `id-of-${userName}`,
      preferred_username: userName,
      name: userName,
      email: `${userName}@provider.invalid`,
      email_verified: true,
    }
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      })
    if (url.pathname === '/jwks')
      return json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'sandbox', alg: 'RS256', use: 'sig' }] })
    if (url.pathname === '/userinfo') return json(person)
    if (url.pathname === '/authorize') {
      const redirect = url.searchParams.get('redirect_uri') ?? ''
      const code = `code-${codes.size + 1}`
      codes.set(code, {
        challenge: url.searchParams.get('code_challenge') ?? '',
        nonce: url.searchParams.get('nonce'),
        redirect,
      })
      const back = new URL(redirect)
      back.searchParams.set('code', code)
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      return response.writeHead(302, { location: back.toString() }).end()
    }
    if (url.pathname === '/token') {
      let text = ''
      for await (const chunk of request) text += chunk
      const form = new URLSearchParams(text)
      const known = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const verifier = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (!known || verifier !== known.challenge || form.get('redirect_uri') !== known.redirect)
        return json({ error: 'invalid_grant' }, 400)
      const now = Math.floor(Date.now() / 1000)
      const claims = {
        ...person,
        iss: issuer,
        aud: clientId,
        iat: now,
        exp: now + 300,
        ...(known.nonce && { nonce: known.nonce }),
      }
      return json({
        access_token: `token-of-${userName}`,
        token_type: 'Bearer',
        expires_in: 300,
        id_token: idToken(claims),
      })
    }
    return json({ error: 'not_found' }, 404)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    clientId,
    clientSecret,
    signInAs: (name) => {
      userName = name
    },
    stop: () => new Promise((done) => server.close(() => done())),
  }
}
