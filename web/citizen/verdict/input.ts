/** What the forms of a verdict hold. Messages are keys of texts. */
import { z } from 'zod'
import { grades, resolvedAnswers } from '../../../src/cases/model.ts'

const why = z.string().trim().max(1000, 'verdict.why-long').default('')
export const Details = z.object({ satisfied: z.enum(grades).optional(), why })
export const Verdict = Details.extend({ resolved: z.enum(resolvedAnswers, { error: 'verdict.resolved-missing' }) })
export const Later = z.object({ settled: z.enum(['yes', 'no'], { error: 'later.missing' }), why })
export const Tap = z.object({ resolved: z.enum(resolvedAnswers) })
