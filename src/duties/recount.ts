/** Counts again what a changed record touches: whose, of which kind, in which days. */
import type { Doing } from '../access/command.ts'

export type Touched = readonly {
  readonly subjectId: string
  readonly kind: string
  readonly from: string
  readonly to: string
}[]

export async function recount(_d: Doing, _touched: Touched): Promise<void> {}
