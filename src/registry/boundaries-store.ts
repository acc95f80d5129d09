/** The outlines a jurisdiction has put in: kept whole or not at all, each for a village of its own directory. */
import { z } from 'zod'
import { type Origin, writeAudit } from '../access/audit.ts'
import { command, query } from '../access/command.ts'
import { type Fault, mostFaults, mostFeatures, type Named, type Shape, wrongs, wrongWith } from './boundaries.ts'

const Point = z.array(z.number()).length(2).describe('Longitude, latitude')
export const ShapeInput = z
  .array(z.array(z.array(Point).max(20_000)).min(1).max(200))
  .min(1)
  .max(500)
export const BoundariesInput = z.object({
  villages: z
    .array(z.object({ name: z.string().trim().min(1).max(80).describe('Slug, full or short name'), shape: ShapeInput }))
    .min(1)
    .max(mostFeatures),
})
export const BoundariesKept = z.object({
  kept: z
    .number()
    .int()
    .describe('Villages whose outline is kept now; 0 when anything was wrong, and then nothing has changed'),
  faults: z.array(z.object({ feature: z.number().int(), name: z.string(), wrong: z.enum(wrongs) })),
  unknown: z.array(z.string()).describe('Names that are no village here: left out'),
  without: z.array(z.string()).describe('Villages the file had no outline for'),
})
type Kept = z.output<typeof BoundariesKept>

/** What has been read out of a file, as the command takes it. */
export const inputOf = (named: readonly Named[]) => ({
  villages: named.map(({ name, shape }) => ({
    name,
    shape: shape.map((rings) => rings.map((ring) => ring.map(([east, north]) => [east, north]))),
  })),
})

/** Puts a file's outlines in place of all there were. With anything wrong nothing is changed, and it is said what. */
export const importBoundaries = (from: Origin = {}) =>
  command(BoundariesInput, async (d, { villages }): Promise<Kept> => {
    const orgs = (await d.tx.selectFrom('orgs').select(['id', 'slug', 'kind', 'name', 'short_name']).execute()).filter(
      (o) => d.house.scheme.orgKinds[o.kind]?.homes,
    )
    const faults: Fault[] = []
    const shapes = new Map<string, Shape>()
    const unknown: string[] = []
    for (const [i, { name, shape: given }] of villages.entries()) {
      // two numbers each: the schema has counted them
      const shape = given as unknown as Shape
      const bySlug = orgs.filter((o) => o.slug === name)
      const [org, other] = bySlug.length ? bySlug : orgs.filter((o) => o.name === name || o.short_name === name)
      const wrong = wrongWith(shape) ?? (other || (org && shapes.has(org.id)) ? 'two-of-that-name' : null)
      if (wrong) faults.push({ feature: i + 1, name, wrong })
      else if (org) shapes.set(org.id, shape)
      else unknown.push(name)
    }
    const without = orgs.filter((o) => !shapes.has(o.id)).map((o) => o.short_name)
    if (faults.length || !shapes.size) return { kept: 0, faults: faults.slice(0, mostFaults), unknown, without }
    const by = d.caller.actor.kind === 'member' ? d.caller.actor.memberId : null
    const { jurisdictionId } = d.caller
    await d.tx.deleteFrom('boundaries').execute()
    await d.tx
      .insertInto('boundaries')
      .values(
        [...shapes].map(([id, shape]) => ({
          jurisdiction_id: jurisdictionId,
          org_id: id,
          shape: JSON.stringify(shape),
          imported_at: d.at,
          imported_by: by,
        })),
      )
      .execute()
    const entry = { kind: 'boundaries', subject: String(shapes.size), ...(by && { memberId: by }) } as const
    await writeAudit(d.tx, d.house, jurisdictionId, from, entry)
    return { kept: shapes.size, faults, unknown, without }
  })

export const listBoundaries = query(z.object({}), async (d) => {
  const rows = await d.tx.selectFrom('boundaries').select(['org_id', 'shape', 'imported_at']).execute()
  return {
    importedAt: rows[0]?.imported_at.toISOString() ?? null,
    items: rows.map((r) => ({ village: r.org_id, shape: r.shape as z.input<typeof ShapeInput> })),
  }
})
