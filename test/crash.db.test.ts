/** The benchmark of crashes in small: application, database and one connection killed outright, and nothing acknowledged is lost or doubled. */
import { expect, test } from 'vitest'
import { crash } from '../bench/crash/run.ts'

// which process serves which connection is read from /proc
test.runIf(process.platform === 'linux')(
  'what was acknowledged outlives kill -9 of application, database and connection, exactly once',
  async () => {
    const { kills, recoveries, record, lost, doubled, messages, verified } = await crash({
      kills: ['app', 'postmaster', 'backend'],
      acknowledged: 60,
      residents: 3,
      staff: 3,
      between: () => 400,
      longestMs: 120_000,
    })
    expect(kills).toBe(3)
    expect(Math.max(...recoveries)).toBeLessThan(60_000)
    expect(record.acknowledged).toBeGreaterThanOrEqual(60)
    expect({ lost, doubled, faults: record.faults, missing: messages.missing, fault: verified.fault }).toEqual({
      lost: [],
      doubled: [],
      faults: [],
      missing: 0,
      fault: undefined,
    })
    expect(verified.waiting).toBe(0)
    expect(verified.leaves).toBe(verified.events)
  },
  240_000,
)
