/** Cases kept from those they are about: whoever is recused from one may read neither its id nor its number, wherever they ask. */
import type pg from 'pg'
import type { Caller } from './callers.ts'
import type { Reply } from './judge.ts'

type Kept = { id: string; number: string; hiddenFrom: readonly string[] }

export function openKept(owner: pg.Client) {
  let kept: readonly Kept[] = []
  return {
    /** Reads them anew: whenever a case has changed. */
    async look() {
      const { rows } = await owner.query<Kept>(
        `select id, number, hidden_from as "hiddenFrom" from cases where hidden_from <> '{}'`,
      )
      kept = rows
    },
    /** Those told of in a reply to somebody they are kept from. What the caller sent is only an echo. */
    toldOf(reply: Pick<Reply, 'text' | 'headers'>, { actor }: Pick<Caller, 'actor'>, sent: string): string[] {
      if (!actor) return []
      const all = `${reply.headers}\n${reply.text}`
      return kept
        .filter(({ hiddenFrom }) => actor.recused.some((id) => hiddenFrom.includes(id)))
        .flatMap(({ id, number }) => [id, number])
        .filter((text) => all.includes(text) && !sent.includes(text))
        .map((text) => `${text}, kept from this caller`)
    },
  }
}
