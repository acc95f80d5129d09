/** The desk has asked something: the question once more, and room for the reply. */
import { followed } from '../../../src/cases/receipt.ts'
import { Question } from './question.tsx'
import { sayMore } from './say-more.tsx'

export const reply = sayMore({
  path: '/track/reply',
  step: 'reply',
  title: 'reply.title',
  words: 'reply.words',
  hint: 'reply.words-hint',
  send: 'reply.send',
  done: 'replied',
  above: async (v) => <Question v={v} r={await followed(v.house, v.caller(v.caseId), { caseId: v.caseId })} />,
})
