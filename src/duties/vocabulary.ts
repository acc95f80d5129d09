/** Words of duties shared with the pages: how one stands, and in what it is counted. */
export const standings = ['not-set', 'done', 'not-begun', 'on-pace', 'behind', 'in-grace', 'missed'] as const
/** `in-grace`: the days are over, what was done in them may still be written down. `missed`: over without. */
export type Standing = (typeof standings)[number]

export const dutyUnits = [
  'times',
  'households',
  'members',
  'orgs',
  'places',
  'days',
  'amount',
  'yuan',
  'share',
  'ties',
] as const
export type DutyUnit = (typeof dutyUnits)[number]
