/**
 * What runs by itself: clocks, the outbox, the public log, the index of words and what duties are counted from every minute and at once when nudged;
 * drafts swept, what was kept long enough erased, duties counted anew and reminded of, daily. pg-boss keeps the times, through restarts.
 */
import { PgBoss } from 'pg-boss'
import type { House } from '../access/command.ts'
import { sequence } from '../cases/public-log/sequence.ts'
import { retire } from '../cases/redact/retire.ts'
import { keepWords } from '../cases/search/keep.ts'
import { sweepClocks } from '../cases/sweep-clocks.ts'
import { carryLate } from '../cases/units/change.ts'
import { keepDuties, recountAll } from '../duties/keep.ts'
import { remind } from '../duties/reminders.ts'
import { jurisdictionIds, sendDue } from './outbox.ts'
import { sweep } from './sweep.ts'

/** Starts the jobs on this process; several processes share them. */
export async function startJobs(house: House, ownerUrl: string) {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: 'jobs', max: 3 })
  boss.on('error', (error) => house.log.error({ err: error }, 'job'))
  await boss.start()
  let waking: NodeJS.Timeout | undefined
  // the index of a whole county takes minutes: it goes on after the next start
  let stopping = false
  /** Wakes the outbox, the log and the index soon, once for all that ask within half a second; a nudge that is lost costs a minute, never a message. */
  const nudge = () => {
    waking ??= setTimeout(() => {
      waking = undefined
      for (const queue of ['outbox', 'sequence', 'index'])
        boss.send(queue, {}).catch((error: unknown) => house.log.warn({ err: error }, 'nudge'))
    }, 500)
  }
  await boss.createQueue('outbox', { policy: 'stately' })
  await boss.createQueue('sweep')
  await boss.createQueue('sequence', { policy: 'stately' })
  await boss.createQueue('clocks', { policy: 'stately' })
  await boss.createQueue('index', { policy: 'stately' })
  await boss.createQueue('duties', { policy: 'stately' })
  await boss.createQueue('duties-all', { policy: 'stately' })
  await boss.createQueue('duties-remind', { policy: 'stately' })
  await boss.work('outbox', { pollingIntervalSeconds: 1 }, async () => {
    for (const id of await jurisdictionIds(house)) while ((await sendDue(house, id)) > 0);
  })
  await boss.work('sweep', { pollingIntervalSeconds: 30 }, async () => {
    for (const id of await jurisdictionIds(house)) {
      await sweep(house, id)
      const gone = await retire(house, id)
      if (gone.contacts || gone.words || gone.files) house.log.info({ jurisdiction: id, ...gone }, 'retention')
    }
  })
  await boss.work('clocks', { pollingIntervalSeconds: 1 }, async () => {
    for (const id of await jurisdictionIds(house)) {
      // another process may have imported a notice, or applied a scheme
      await house.calendars.reload(id)
      await house.schemes.reload(id)
      await carryLate(house, id)
      while ((await sweepClocks(house, id)) > 0);
    }
    nudge()
  })
  await boss.work('sequence', { pollingIntervalSeconds: 1 }, async () => {
    for (const id of await jurisdictionIds(house)) await sequence(house, id)
  })
  await boss.work('index', { pollingIntervalSeconds: 1 }, async () => {
    for (const id of await jurisdictionIds(house)) await keepWords(house, id, () => !stopping)
  })
  await boss.work('duties', { pollingIntervalSeconds: 1 }, async () => {
    for (const id of await jurisdictionIds(house)) {
      await house.schemes.reload(id)
      while ((await keepDuties(house, id)) > 0);
    }
  })
  await boss.work('duties-all', { pollingIntervalSeconds: 30 }, async () => {
    for (const id of await jurisdictionIds(house)) {
      await house.schemes.reload(id)
      await recountAll(house, id)
    }
  })
  await boss.work('duties-remind', { pollingIntervalSeconds: 30 }, async () => {
    for (const id of await jurisdictionIds(house)) await remind(house, id)
  })
  await boss.schedule('clocks', '* * * * *', null, { tz: 'Asia/Shanghai' })
  await boss.schedule('outbox', '* * * * *', null, { tz: 'Asia/Shanghai' })
  await boss.schedule('sweep', '17 3 * * *', null, { tz: 'Asia/Shanghai' })
  await boss.schedule('sequence', '* * * * *', null, { tz: 'Asia/Shanghai' })
  await boss.schedule('index', '* * * * *', null, { tz: 'Asia/Shanghai' })
  await boss.schedule('duties', '* * * * *', null, { tz: 'Asia/Shanghai' })
  // a day has gone by: periods begin and end, leave and posts with them
  await boss.schedule('duties-all', '1 0 * * *', null, { tz: 'Asia/Shanghai' })
  await boss.schedule('duties-remind', '30 8 * * *', null, { tz: 'Asia/Shanghai' })
  // what was there before: nobody waits a minute for it
  await boss.send('index', {})
  return {
    nudge,
    stop: () => {
      stopping = true
      clearTimeout(waking)
      return boss.stop({ graceful: true, timeout: 5000 })
    },
  }
}
