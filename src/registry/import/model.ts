/** What a list that is imported may hold, and what may be wrong with a row of it. Shared with the desk. */
export const lists = ['units', 'people', 'households', 'members'] as const
export type List = (typeof lists)[number]
/** Kept by the system administrator: units, and posts with accounts. */
export const adminLists = ['units', 'people'] as const
/** Kept by whoever keeps the roster of their units: who lives there, and who belongs to the branch. */
export const rosters = ['households', 'members'] as const
export type Roster = (typeof rosters)[number]

const unitFields = ['code', 'name', 'parent', 'kind', 'shortName', 'nameEn', 'phone', 'address'] as const
const personFields = ['name', 'account', 'phone', 'unit', 'role', 'from', 'to', 'public'] as const
const householdFields = ['village', 'number', 'group', 'head', 'phone', 'people', 'liaison', 'traits'] as const
const memberFields = ['name', 'unit', 'role', 'from', 'to', 'phone', 'standing', 'awayAt', 'traits', 'public'] as const
export type HouseholdField = (typeof householdFields)[number]
export type MemberField = (typeof memberFields)[number]
export type UnitField = (typeof unitFields)[number]
export type PersonField = (typeof personFields)[number]
export type Field = UnitField | PersonField | HouseholdField | MemberField
export const fieldsOf: Readonly<Record<List, readonly Field[]>> = {
  units: unitFields,
  people: personFields,
  households: householdFields,
  members: memberFields,
}
/** Without a column for these there is nothing to import. */
export const required: Readonly<Record<List, readonly Field[]>> = {
  units: ['name', 'parent', 'kind'],
  people: ['name', 'unit', 'role'],
  households: ['village', 'number'],
  members: ['name', 'unit', 'role'],
}

/** Of a member: here, at work elsewhere, or of another branch and attached to this one. */
export const standings = ['here', 'away', 'attached'] as const
export type Standing = (typeof standings)[number]

export const does = ['new', 'change', 'end', 'same', 'fault'] as const
export type Does = (typeof does)[number]

export const faults = [
  'missing',
  'too-long',
  'unknown-unit',
  'ambiguous-unit',
  'closed-unit',
  'unknown-kind',
  'kind-under',
  'kind-differs',
  'moves',
  'bad-code',
  'twice',
  'unknown-role',
  'role-not-here',
  'bad-day',
  'day-order',
  'bad-phone',
  'bad-account',
  'ambiguous-person',
  'account-of-other',
  'officers-apart',
  'own',
  'not-yours',
  'not-a-village',
  'bad-number',
  'unknown-liaison',
  'ambiguous-liaison',
  'unknown-trait',
  'unknown-standing',
  'not-by-roster',
] as const
export type FaultCode = (typeof faults)[number]
export type Fault = { readonly field: Field; readonly code: FaultCode; readonly value: string }

/** A cell as the file has it: days come as text, numbers as numbers, nothing as null. */
export type Cell = string | number | null
export type Sheet = { readonly name: string; readonly rows: readonly (readonly Cell[])[] }
