/** How long a county's duties take: everything from nothing, one more record, a look at the tree (docs/bench.md). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { findMemberActor, type MemberCaller } from '../../src/access/caller.ts'
import { doing } from '../../src/access/command.ts'
import { keepDuties, recountAll } from '../../src/duties/keep.ts'
import { myDuties, orgDuties } from '../../src/duties/queries.ts'
import { recount } from '../../src/duties/recount.ts'
import { coverageTree } from '../../src/duties/tree.ts'
import { addDays, asDay, dayOf } from '../../src/kernel/calendar/day.ts'
import { parseProgramme } from '../../src/programme/load.ts'
import { writeRecord } from '../../src/records/service.ts'
import { findShipped } from '../../src/schemes/used.ts'
import { withHouse } from '../house.ts'
import { quantile } from '../quantile.ts'
import { applyScheme, type Branch, fillPlace, fillRecords, jurisdictionId } from './fill.ts'

const at = new Date('2026-11-23T09:00:00+08:00')

export async function bench(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      records: { type: 'string', default: '2000000' },
      residents: { type: 'string', default: '220000' },
      rounds: { type: 'string', default: '200' },
    },
  })
  const [records, residents, rounds] = [Number(values.records), Number(values.residents), Number(values.rounds)]
  return withHouse(
    'duties',
    async ({ house, ownerUrl }) => {
      const owner = new pg.Client(ownerUrl)
      // when the house is closed after a failure, the failure is what is told
      owner.on('error', () => {})
      await owner.connect()
      await owner.query(
        `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'`,
      )
      const begun = performance.now()
      const place = await fillPlace(owner, at, residents)
      const source = readFileSync(join(import.meta.dirname, 'scheme.yaml'), 'utf8')
      await applyScheme(owner, source, parseProgramme(source, 'scheme.yaml', { readUsed: findShipped }), at)
      const credits = await fillRecords(owner, place, records, at, console.log)
      await owner.query('checkpoint')
      console.log(`filled: ${Math.round((performance.now() - begun) / 1000)} s`)
      await house.schemes.reload(jurisdictionId)

      const seconds = async (work: () => Promise<unknown>) => {
        const from = performance.now()
        await work()
        return Math.round((performance.now() - from) / 100) / 10
      }
      const fromNothing = await seconds(() => recountAll(house, jurisdictionId))
      console.log(`from nothing: ${fromNothing} s`)
      await owner.query('analyze duty_progress; analyze duty_tallies; analyze coverage_counts')
      const again = await seconds(() => recountAll(house, jurisdictionId))

      const as = async (memberId: string): Promise<MemberCaller> => {
        const actor = await findMemberActor(
          house.db,
          house.schemes.of(jurisdictionId),
          jurisdictionId,
          memberId,
          dayOf(at),
        )
        if (!actor) throw new Error('nobody')
        return { jurisdictionId, actor, language: 'zh-CN' }
      }
      const timed = async (n: number, work: (i: number) => Promise<() => Promise<unknown>>) => {
        const times: number[] = []
        for (let i = 0; i < n; i++) {
          const one = await work(i)
          const from = performance.now()
          await one()
          times.push(performance.now() - from)
        }
        const round = (x: number) => Math.round(x * 10) / 10
        return { p50: round(quantile(times, 0.5)), p95: round(quantile(times, 0.95)) }
      }
      const branch = (i: number) => place.branches[(i * 37) % place.branches.length] as Branch
      // what is measured is one record after another: written, credited, counted, committed to disk
      const oneVisit = await timed(rounds, async (i) => {
        const b = branch(i)
        const caller = await as(b.liaisons[i % 3] as string)
        const home = (i * 3) % (b.households.length - 3)
        return () =>
          writeRecord(house, caller, {
            clientKey: `bench-visit-${i}`,
            kind: 'visit',
            onDay: addDays(asDay('2026-11-23'), -(i % 60)),
            orgId: b.id,
            fields: { household: b.households[home - (home % 3) + (i % 3)] as string },
          })
      })
      const oneMeeting = await timed(Math.ceil(rounds / 4), async (i) => {
        const b = branch(i)
        const caller = await as(b.secretary)
        return () =>
          writeRecord(house, caller, {
            clientKey: `bench-meeting-${i}`,
            kind: 'meeting',
            onDay: '2026-11-20',
            orgId: b.id,
            fields: { kind: 'party-members', agenda: '议题', attended: b.members },
          })
      })
      // what of it is counting alone, with begin and commit
      const counted = await timed(rounds, async (i) => {
        const b = branch(i)
        const caller = await as(b.liaisons[i % 3] as string)
        const day = addDays(asDay('2026-11-23'), -(i % 60))
        const touched = [caller.actor.memberId, b.id].map((subjectId) => ({
          subjectId,
          kind: 'visit',
          from: day,
          to: day,
        }))
        return () => doing(house, caller, (d) => recount(d, touched))
      })
      const minute = await seconds(() => keepDuties(house, jurisdictionId))
      const director = await as(place.director)
      const tree = await timed(Math.ceil(rounds / 4), async () => () => coverageTree(house, director, {}))
      const town = await timed(
        Math.ceil(rounds / 4),
        async () => () => coverageTree(house, director, { org: branch(1).chain[1] }),
      )
      const mine = await timed(Math.ceil(rounds / 4), async (i) => {
        const caller = await as(branch(i).secretary)
        return () => myDuties(house, caller, {})
      })
      const secretary = await timed(Math.ceil(rounds / 4), async (i) => {
        const caller = await as(branch(i).secretary)
        return () => orgDuties(house, caller, {})
      })
      const { rows } = await owner.query(
        'select (select count(*)::int from duty_progress) as cells, (select count(*)::int from duty_tallies) as tallies, (select count(*)::int from households) as households',
      )
      await owner.end()
      return {
        records,
        credits,
        ...rows[0],
        fromNothing,
        again,
        oneVisit,
        counted,
        oneMeeting,
        minute,
        tree,
        town,
        mine,
        secretary,
      }
    },
    () => at,
  )
}
