/** What a resident has just done when they come back to their request: it is said on top of the page. */
export const done = [
  'added',
  'judged',
  'judged-call',
  'replied',
  'withdrawn',
  'appealed',
  'review-asked',
  'receipt-same',
  'receipt-other',
  'allowed',
  'forbidden',
  'erased',
]
