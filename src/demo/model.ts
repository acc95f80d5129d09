/** The shapes of the demo's files: the invented county and the stories of its residents. */
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
  households: z.object({
    perVillage: z.number().int(),
    phonePrefix: z.string(),
    givenNames: z.array(z.string()),
    villages: z.record(slug, z.object({ surnames: z.array(z.string()), groups: z.array(z.string()) })),
  }),
})
export type County = z.output<typeof County>

/** `-41d 09:20`: so many days before today, at that time in Shanghai. */
const Moment = z.string().regex(/^-\d+d \d\d:\d\d$/)

const Step = z.object({ at: Moment, by: slug, do: z.string() }).loose()
export const Story = z.object({
  id: slug,
  village: slug,
  at: Moment,
  channel: z.string(),
  by: slug.optional(),
  consent: z.enum(['given', 'not-asked', 'refused']).optional(),
  words: z.string(),
  place: z.string().optional(),
  contact: z.object({ name: z.string().optional(), phone: z.coerce.string() }).optional(),
  anonymous: z.boolean().optional(),
  household: z.number().int().optional(),
  photos: z.number().int().optional(),
  steps: z.array(Step).default([]),
})
export type Story = z.output<typeof Story>
export type StoryStep = Story['steps'][number]
