/** A jurisdiction as a file: its orgs, its members and their posts. */
import { z } from 'zod'

const slug = z.string().regex(/^[a-z0-9-]+$/)
const Org = z.object({
  slug,
  kind: z.string(),
  parent: slug.optional(),
  name: z.string(),
  nameEn: z.string(),
  shortName: z.string(),
  phone: z.string(),
  address: z.string(),
})

export const County = z.object({
  jurisdiction: z.object({ slug, name: z.string(), nameEn: z.string(), shortName: z.string() }),
  county: Org,
  towns: z.array(Org),
  villages: z.array(Org),
  departments: z.array(Org),
  members: z.array(
    z.object({
      slug,
      name: z.string(),
      workPhone: z.string(),
      roles: z.array(z.object({ role: z.string(), org: slug, public: z.boolean().default(false) })),
    }),
  ),
  /** Invented households for a demo; a real jurisdiction leaves this out. */
  households: z
    .object({
      perVillage: z.number().int(),
      phonePrefix: z.string(),
      givenNames: z.array(z.string()),
      villages: z.record(slug, z.object({ surnames: z.array(z.string()), groups: z.array(z.string()) })),
    })
    .optional(),
})
export type County = z.output<typeof County>
