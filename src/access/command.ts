/** One command, one transaction: scope set, clock and ids supplied, input checked. */
import type { CompiledQuery } from 'kysely'
import type { z } from 'zod'
import type { Kernel } from '../kernel/app.ts'
import { parseInput } from '../kernel/http/input.ts'
import { newId } from '../kernel/ids.ts'
import type { Scope, Tx } from '../kernel/scope.ts'
import type { Programme } from '../programme/model.ts'
import type { Schemes } from '../programme/running.ts'
import { type Caller, scopeOf } from './caller.ts'

/** The kernel and the schemes of its jurisdictions. */
export type House = Kernel & { readonly schemes: Schemes }
/** The house of one jurisdiction: with the scheme that holds there today. */
export type HouseHere = House & { readonly scheme: Programme }
export const houseOf = (house: House, jurisdictionId: number): HouseHere => ({
  ...house,
  scheme: house.schemes.of(jurisdictionId),
})

/** A command's surroundings: the house, the caller, its transaction, its instant. */
export type Doing = {
  readonly house: HouseHere
  readonly caller: Caller
  readonly tx: Tx
  readonly at: Date
  readonly newId: () => string
}

/** Runs `work` in a transaction of the caller's scope, or in the one already begun (imports do a whole row in one). */
export async function doing<T>(house: House, caller: Caller, work: (d: Doing) => Promise<T>, within?: Tx): Promise<T> {
  const at = caller.at ?? house.now()
  const here = houseOf(house, caller.jurisdictionId)
  const run = (tx: Tx) => work({ house: here, caller, tx, at, newId: () => newId(at) })
  if (within) return run(within)
  return house.db.transaction(scopeOf(caller), run)
}

/** Runs `work` as the system itself, in a transaction that sees what `scope` says. */
export const asSystem = <T>(house: House, scope: Scope, work: (d: Doing) => Promise<T>): Promise<T> => {
  const caller = { jurisdictionId: scope.jurisdictionId, actor: { kind: 'system' }, language: 'zh-CN' } as const
  return house.db.transaction(scope, (tx) => doing(house, caller, work, tx))
}

/** A command: its input's schema and what it does. Whoever calls it, page, API or import, the input is checked here; refused with `input.invalid`. */
export const command =
  <S extends z.ZodType, R>(schema: S, run: (d: Doing, input: z.output<S>) => Promise<R>) =>
  async (house: House, caller: Caller, input: z.input<S>, within?: Tx): Promise<R> => {
    const checked = parseInput(schema, input, caller.language)
    return doing(house, caller, (d) => run(d, checked), within)
  }

/** A query: as a command, by its name promising to write nothing. */
export const query = command

/** What a query of one statement has at hand: no transaction of its own to ask more in. */
export type Showing = Pick<Doing, 'house' | 'caller'>

/**
 * A query of one statement: begin, scope, statement and commit go as one message, which for short lists is most of the time (docs/bench.md).
 * `statement` only builds; `show` turns its rows into the reply.
 */
export const listing =
  <S extends z.ZodType, Row, R>(
    schema: S,
    statement: (d: Showing, input: z.output<S>) => Promise<{ compile(): CompiledQuery<Row> }>,
    show: (d: Showing, rows: Row[], input: z.output<S>) => Promise<R>,
  ) =>
  async (house: House, caller: Caller, input: z.input<S>): Promise<R> => {
    const checked = parseInput(schema, input, caller.language)
    const d = { house: houseOf(house, caller.jurisdictionId), caller }
    const query = (await statement(d, checked)).compile()
    return show(d, await house.db.once<Row>(scopeOf(caller), query.sql, query.parameters), checked)
  }
