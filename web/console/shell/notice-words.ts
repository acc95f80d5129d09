/** What a notice tells of: a step that was taken, or a reminder without one. */
import { reminders } from '../../../src/cases/vocabulary.ts'
import type { T } from '../texts.ts'

export const noticeWords = (t: T, kind: string) =>
  t((reminders as readonly string[]).includes(kind) ? `time.notice.${kind}` : `words.did.${kind}`)
