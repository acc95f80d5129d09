/** An SMS gateway that takes every message and remembers under which nonce it came. */
import { once } from 'node:events'
import { createServer } from 'node:http'

export async function openGateway() {
  const nonces: string[] = []
  const server = createServer((req, res) => {
    nonces.push(new URL(req.url ?? '', 'http://gateway').searchParams.get('SignatureNonce') ?? '')
    res.setHeader('content-type', 'application/json')
    res.end(JSON.stringify({ Code: 'OK', BizId: String(nonces.length) }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** Messages that came more than once: a nonce begins with the id of its row. */
    sentTwice: () => nonces.length - new Set(nonces.map((n) => n.slice(0, 36))).size,
    close() {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  }
}
