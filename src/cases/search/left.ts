/** Whether words that were erased can still be found: the index of every such case, against the texts that are left of it. Reads only. */
import { sql } from 'kysely'
import type { Tx } from '../../kernel/scope.ts'
import { gramsOfCases, lookForRows, searchedColumns } from './rows.ts'

const batch = 200

/** The first case, by id, that is found by more than it still says. */
export async function firstWithWordsLeft(tx: Tx): Promise<{ id: string; number: string; version: number } | undefined> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const cases = await tx
      .selectFrom('cases')
      .select([...searchedColumns, 'number'])
      .where('words_erased_at', 'is not', null)
      .where('id', '>', after)
      .orderBy('id')
      .limit(batch)
      .execute()
    const last = cases.at(-1)
    if (!last) return undefined
    after = last.id
    const ids = cases.map((c) => c.id)
    await lookForRows(tx, ids)
    const { rows } = await sql<{ case_id: string; lexemes: string[] }>`
      select case_id, tsvector_to_array(grams) as lexemes from case_search where case_id = any (${ids}::uuid[])`.execute(
      tx,
    )
    const known = new Map(rows.map((r) => [r.case_id, r.lexemes.filter(isWord).map(wordOf)]))
    const said = await gramsOfCases(tx, cases)
    const found = cases.find((c) => known.get(c.id)?.some((word) => !said.get(c.id)?.has(word)))
    if (found) return found
  }
}

const wordOf = (lexeme: string) => lexeme.slice(lexeme.indexOf('/') + 1)
/** Not the mark of the row, nor who may see it. */
const isWord = (lexeme: string) => lexeme.includes('/') && !wordOf(lexeme).startsWith('@')
