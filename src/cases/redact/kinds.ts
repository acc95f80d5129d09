/** Kinds of personal data looked for in free text, and how sure we are of each. No imports: the desk's pages read it too. */

/** In order of precedence: where two overlap, the earlier one names the span. */
export const kinds = [
  'id-number',
  'bank-card',
  'mobile',
  'hotline',
  'landline',
  'email',
  'account',
  'plate',
  'official',
  'name',
  'house',
] as const
export type Kind = (typeof kinds)[number]

/**
 * Hard kinds point to one person and are known by their form: nothing that holds one is published. The others may be meant (an office's
 * own line, a shop, an official in office): they are suggested, and a person says whether they stay.
 */
export const hardKinds = ['id-number', 'bank-card', 'mobile', 'account', 'plate'] as const satisfies readonly Kind[]
export const isHard = (kind: Kind) => (hardKinds as readonly Kind[]).includes(kind)

/** Where it stands, in code points: what a person counts, and whole for characters beyond the first plane. */
export type Span = { readonly kind: Kind; readonly from: number; readonly to: number; readonly text: string }
