/** The shape of the demo's stories: what residents asked, and what became of it. */
import { z } from 'zod'

const slug = z.string().regex(/^[a-z0-9-]+$/)
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
  /** About these units or members, by slug: confidential from the first. */
  about: z.object({ orgs: z.array(slug).default([]), members: z.array(slug).default([]) }).optional(),
  photos: z.number().int().optional(),
  steps: z.array(Step).default([]),
})
export type Story = z.output<typeof Story>
export type StoryStep = Story['steps'][number]
