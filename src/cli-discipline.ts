/** The discipline office's key and what is sealed for it: made here, carried by hand, opened where no database is. */
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { House } from './access/command.ts'
import { Carried, listSealed, makeDisciplineKey, openReport } from './cases/sealed.ts'

const KeyFile = z.object({ keyId: z.string(), privateKey: z.base64() })

/** Makes the pair: the private half into a file only its owner may read, which is never written over; the public half stays here. */
export async function makeKey(house: House, jurisdictionId: number, out: string): Promise<string> {
  // the file first: a key whose private half is nowhere would seal for nobody
  writeFileSync(out, '', { mode: 0o600, flag: 'wx' })
  const { keyId, privateKey } = await makeDisciplineKey(house, jurisdictionId)
  writeFileSync(out, `${JSON.stringify({ keyId, privateKey: privateKey.toString('base64') })}\n`, { mode: 0o600 })
  return keyId
}

/** One sealed report a line, for the courier. */
export async function exportSealed(house: House, jurisdictionId: number, output: string): Promise<number> {
  const all = await listSealed(house, jurisdictionId)
  writeFileSync(output, all.map((one) => `${JSON.stringify(one)}\n`).join(''), { mode: 0o600 })
  return all.length
}

export type Opened = { opened: object[]; failed: { number: string }[] }

/** Opens the courier's file with the private key. What does not open is named and passes by. */
export function openFile(key: string, input: string): Opened {
  const { privateKey } = KeyFile.parse(JSON.parse(readFileSync(key, 'utf8')))
  const bytes = Buffer.from(privateKey, 'base64')
  const done: Opened = { opened: [], failed: [] }
  for (const line of readFileSync(input, 'utf8').split('\n').filter(Boolean)) {
    const carried = Carried.parse(JSON.parse(line))
    try {
      done.opened.push({ number: carried.number, receivedOn: carried.receivedOn, ...openReport(bytes, carried) })
    } catch {
      done.failed.push({ number: carried.number })
    }
  }
  return done
}
