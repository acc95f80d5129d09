/** The order in which the words of a step are read. */
export const wordOrder = [
  'title',
  'question',
  'answer',
  'notice',
  'request',
  'facts',
  'opinion',
  'review',
  'explanation',
  'reason',
  'standard',
  'plan',
  'keeps',
  'words',
  'note',
  'why',
]
