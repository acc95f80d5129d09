/** What people wait for all day goes by an index: on a county large enough that PostgreSQL has the choice. */
import { expect, test } from 'vitest'
import { newPrivateKey, signerFrom } from '../../src/kernel/signing.ts'
import { aHouse } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { fillCounty } from '../county/fill.ts'
import { hotCalls } from './calls.ts'
import { captured, plansOf, scansWhole } from './capture.ts'

const db = testDatabase()
const it = aHouse(db)

test('no page of the desk reads a whole table of cases', { timeout: 120_000 }, async () => {
  const { house } = it
  const place = await fillCounty({
    ownerUrl: db.ownerUrl,
    master: Buffer.alloc(32, 7),
    signer: signerFrom(newPrivateKey('ed25519')),
    cases: 20_000,
    until: house.now(),
    residentsEach: 5,
  })
  for (const { name, run } of await hotCalls(house, place)) {
    await run()
    const plans = await plansOf(db.ownerUrl, await captured(run))
    expect(plans.length, name).toBeGreaterThan(0)
    expect(plans.flatMap(scansWhole), name).toEqual([])
  }
})
