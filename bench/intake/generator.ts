/** A small load generator for machines without wrk: so many connections, each sending its next request when the last is answered. */
import { Agent, request } from 'node:http'
import { quantile } from '../quantile.ts'

const [target = '', run = '', villageId = '', connections = '16', seconds = '10'] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) })
const words =
  '村东头水渠的闸板坏了快一个月，放水的时候关不严，水都流到小学门口的路上，孩子们上学要绕一大圈。上次说是先登记，后来也没有人来看过。眼看要冬灌了，麻烦给修一修，或者先拿沙袋堵上也行。'
const numbers: string[] = []
const times: number[] = []
let sent = 0
let errors = 0

const post = (body: string) =>
  new Promise<string>((done, failed) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const call = request(target, { method: 'POST', agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => (answer.statusCode === 201 ? done(text) : failed(new Error(text))))
    })
    call.on('error', failed)
    call.end(body)
  })

const began = performance.now()
async function caller() {
  while (performance.now() - began < Number(seconds) * 1000) {
    const n = sent++
    const phone = `138${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
    const from = performance.now()
    try {
      const answer = await post(
        JSON.stringify({
          clientKey: `${run}-node-${n}`,
          villageId,
          words,
          place: '村小学东侧水渠口',
          contact: { name: '石小满', phone },
        }),
      )
      numbers.push((JSON.parse(answer) as { number: string }).number)
    } catch {
      errors++
    }
    times.push((performance.now() - from) * 1000)
  }
}
await Promise.all(Array.from({ length: Number(connections) }, caller))
const microseconds = Math.round((performance.now() - began) * 1000)
const at = (share: number) => Math.round(quantile(times, share))
console.log(JSON.stringify({ microseconds, p50: at(0.5), p95: at(0.95), p99: at(0.99), errors, numbers }))
process.exit()
