/** The replay's own data: the stage, the words of its steps, and how files name natures and channels. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const Replay = z.strictObject({
  stage: z.strictObject({
    jurisdiction: z.strictObject({ id: z.int(), slug: z.string(), name: z.string(), nameEn: z.string() }),
    orgs: z.array(
      z.strictObject({
        slug: z.string(),
        kind: z.string(),
        parent: z.string().optional(),
        name: z.string(),
        nameEn: z.string(),
        shortName: z.string(),
        shortNameEn: z.string(),
      }),
    ),
    members: z.array(z.strictObject({ slug: z.string(), name: z.string(), org: z.string(), role: z.string() })),
  }),
  words: z.strictObject({ escalate: z.string(), standard: z.string(), sendBack: z.string() }),
  unsorted: z.strictObject({ category: z.string(), nature: z.string() }),
  natures: z.record(z.string(), z.string()),
  channels: z.record(z.string(), z.string()),
})

export const replay = Replay.parse(parse(readFileSync(new URL('replay.yaml', import.meta.url), 'utf8')))
