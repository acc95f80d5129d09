/** A house for one measurement, in a folder of its own. LIANXIN_DATA chooses another disk for it than that of the temporary folder. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Open, openHouse } from '../src/house.ts'
import type { Clock } from '../src/kernel/clock.ts'
import { readConfig } from '../src/kernel/config.ts'
import { masterKey } from '../src/kernel/crypto.ts'
import { signerOf } from '../src/kernel/signing.ts'
import { type Filling, fillCounty } from './county/fill.ts'

export const newFolder = (name: string) =>
  mkdtempSync(join(process.env['LIANXIN_DATA'] ?? tmpdir(), `lianxin-${name}-`))

/** What the house in a folder is told: no demo, and only errors in its log. */
export const settingsOf = (folder: string) => ({
  ...process.env,
  LIANXIN_DATA: folder,
  LIANXIN_LOG: 'error',
  LIANXIN_DEMO: '0',
})

export const openFolder = (folder: string, now?: Clock) => openHouse(readConfig(settingsOf(folder)), now)

/** Opens an empty house for `work`; house and folder are gone afterwards. */
export async function withHouse<T>(name: string, work: (open: Open) => Promise<T>, now?: Clock): Promise<T> {
  const folder = newFolder(name)
  const open = await openFolder(folder, now)
  try {
    return await work(open)
  } finally {
    await open.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Fills it with a county up to now, whose people and log have the keys of this house. */
export const fillHouse = (
  { house: { config, now }, ownerUrl }: Open,
  filling: Omit<Filling, 'ownerUrl' | 'master' | 'signer' | 'until'>,
) =>
  fillCounty({
    ...filling,
    ownerUrl,
    master: masterKey(config.LIANXIN_KEY, config.LIANXIN_DATA),
    signer: signerOf(config),
    until: now(),
  })
