// Starts the database server that failed tests have left behind, until Ctrl-C. The folder's name was printed by the run.
import { join } from 'node:path'
import { startEmbedded } from '../src/kernel/embedded-postgres.ts'

const folder = process.argv[2]
if (!folder) throw new Error('Usage: node scripts/run.mjs test/open-kept.ts <folder>')
const server = await startEmbedded({ dataDir: join(folder, 'postgres'), log: () => {} })
console.log(`${server.url}\nPut the kept database's name in place of the last word. Ctrl-C stops the server.`)
const timer = setInterval(() => {}, 60_000)
process.once('SIGINT', async () => {
  clearInterval(timer)
  await server.stop()
})
