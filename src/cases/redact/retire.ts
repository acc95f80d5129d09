/** What the scheme's periods have run out for goes each night, a few at a time; who still has something open keeps everything. */
import { sql } from 'kysely'
import { asSystem, type House } from '../../access/command.ts'
import type { Tx } from '../../kernel/scope.ts'
import { removeDoomed } from './doomed.ts'
import { eraseFiles, erasePeople, eraseWords, type Why } from './erase.ts'

export type Retired = { contacts: number; words: number; files: number }

const batch = 100
const dayMs = 86_400_000

/** One jurisdiction, all that is due. Killed in the middle, the next run goes on where it stopped. */
export async function retire(house: House, jurisdictionId: number): Promise<Retired> {
  const { contacts, words, files } = house.schemes.of(jurisdictionId).retention
  const before = ({ days }: { days: number }) => new Date(house.now().getTime() - days * dayMs)
  const find = (query: (tx: Tx) => Promise<{ id: string }[]>) => async () =>
    (await house.db.transaction({ jurisdictionId, job: 'retire' }, query)).map((r) => r.id)
  const clear = (why: Why, work: 'words' | 'asked' | 'files') => (ids: string[]) =>
    clearCases(house, jurisdictionId, ids, why, work)
  const done: Retired = { contacts: 0, words: 0, files: 0 }
  done.contacts += await inBatches(find(contactsDue(before(contacts))), (ids) =>
    erasePeople(house, jurisdictionId, ids, 'retention').then((people) => people.filter((p) => !p.already).length),
  )
  done.words += await inBatches(find(askedFor), clear('request', 'asked'))
  done.words += await inBatches(find(casesDue(before(words), 'words_erased_at')), clear('retention', 'words'))
  done.files += await inBatches(find(casesDue(before(files), 'files_erased_at')), clear('retention', 'files'))
  await removeDoomed(house, jurisdictionId)
  return done
}

/** Until nothing is left: each round takes away what it found. */
async function inBatches(find: () => Promise<string[]>, work: (ids: string[]) => Promise<number>): Promise<number> {
  let sum = 0
  for (let before = ''; ; ) {
    const ids = await find()
    // a round that took nothing away would be found again for ever
    if (!ids.length || ids.join() === before) return sum
    before = ids.join()
    sum += await work(ids)
  }
}

/** Someone whose every request ended long ago. People of the register are kept by the register, not by a request. */
const contactsDue = (before: Date) => async (tx: Tx) => {
  const { rows } = await sql<{ id: string }>`
    select distinct c.resident_id as id from cases c join residents r on r.jurisdiction_id = c.jurisdiction_id and r.id = c.resident_id
    where c.ended_at < ${before} and c.contact_erased_at is null and r.household_id is null
      and not exists (select from cases o where o.jurisdiction_id = c.jurisdiction_id and o.resident_id = c.resident_id
        and (o.ended_at is null or o.ended_at >= ${before}))
    limit ${batch}`.execute(tx)
  return rows
}

/** Ended long ago, and whoever asked has nothing open. */
const casesDue = (before: Date, kept: 'words_erased_at' | 'files_erased_at') => async (tx: Tx) => {
  const { rows } = await sql<{ id: string }>`
    select c.id from cases c where c.ended_at < ${before} and c.${sql.ref(kept)} is null
      and not exists (select from cases o where o.jurisdiction_id = c.jurisdiction_id and o.resident_id = c.resident_id and o.ended_at is null)
    order by c.ended_at limit ${batch}`.execute(tx)
  return rows
}

/** Asked to be erased while the request was open; it has ended since. */
const askedFor = async (tx: Tx) => {
  const { rows } = await sql<{ id: string }>`
    select c.id from cases c where c.ended_at is not null and c.words_erased_at is null
      and c.id in (select case_id from erasures where why = 'request' and what = 'contact')
    limit ${batch}`.execute(tx)
  return rows
}

const clearCases = (
  house: House,
  jurisdictionId: number,
  ids: readonly string[],
  why: Why,
  work: 'words' | 'asked' | 'files',
): Promise<number> =>
  asSystem(house, { jurisdictionId, cases: ids, job: 'erase' }, async (d) => {
    const e = { ...d, jurisdictionId, why }
    if (work === 'files') return eraseFiles(e, ids)
    const words = await eraseWords(e, ids, work === 'words' ? 'all' : 'resident')
    if (work === 'asked') await eraseFiles(e, ids)
    return words
  })
