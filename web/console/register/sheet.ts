/** The sheet a member fills in: what it holds while typed, and what is handed to the server. */
import type { Used } from '../case/fields/Files.tsx'
import type { Language } from '../texts.ts'

export const whose = ['household', 'other', 'nobody'] as const
export type Whose = (typeof whose)[number]
export type Consent = 'given' | 'not-asked' | 'refused'

export type Sheet = {
  /** Made once for this sheet: sending twice, over a bad line, adds nothing. */
  clientKey: string
  villageId?: string
  channel?: string
  words?: string
  place?: string
  whose: Whose
  residentId?: string
  name?: string
  phone?: string
  consent: Consent
  heardAt?: string
  files?: Used[]
  aboutOrgs?: string[]
  aboutMembers?: string[]
}

export const freshSheet = (): Sheet => ({ clientKey: crypto.randomUUID(), whose: 'household', consent: 'given' })

/** A contact is handed on only with consent, and a household's only when it was not refused. */
export function toRequest(sheet: Sheet, language: Language) {
  const { clientKey, villageId = '', channel = '', words = '', place, heardAt, consent } = sheet
  const contact =
    sheet.whose === 'other' && consent === 'given' && sheet.phone
      ? { phone: sheet.phone, ...(sheet.name?.trim() && { name: sheet.name.trim() }) }
      : undefined
  const residentId = sheet.whose === 'household' && consent !== 'refused' ? sheet.residentId : undefined
  return {
    clientKey,
    villageId,
    channel,
    words,
    language,
    consent: sheet.whose === 'nobody' && consent === 'given' ? ('not-asked' as const) : consent,
    files: (sheet.files ?? []).map((f) => f.id),
    ...((sheet.aboutOrgs?.length || sheet.aboutMembers?.length) && {
      about: { orgs: sheet.aboutOrgs ?? [], members: sheet.aboutMembers ?? [] },
    }),
    ...(place?.trim() && { place: place.trim() }),
    ...(heardAt && { heardAt }),
    ...(contact && { contact }),
    ...(residentId && { residentId }),
  }
}
