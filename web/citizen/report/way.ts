/** The way through a report: each page once in order; who comes back to change something returns to the check. */
import type { Draft } from '../../../src/cases/draft.ts'
import type { Programme } from '../../../src/programme/model.ts'
import { asksAbout } from './about.ts'

type Scheme = Pick<Programme, 'about'>
const checked = (draft: Draft) => draft.contact !== undefined && draft.villageId !== undefined

const after = (draft: Draft, scheme: Scheme, next: string) =>
  // whom it is about is asked once the place is known: it names the village and the town
  draft.villageId !== undefined && asksAbout(scheme, draft)
    ? '/report/about-someone'
    : checked(draft)
      ? '/report/check-and-send'
      : next

export const afterWords = (draft: Draft, scheme: Scheme) =>
  checked(draft) ? after(draft, scheme, '/report/where') : '/report/where'
export const afterWhere = (draft: Draft, scheme: Scheme) => after(draft, scheme, '/report/photos')
export const afterAbout = (draft: Draft) =>
  draft.about?.kind === 'county'
    ? '/report/to-discipline'
    : checked(draft)
      ? '/report/check-and-send'
      : '/report/photos'
export const afterPhotos = (draft: Draft) => (checked(draft) ? '/report/check-and-send' : '/report/how-to-reach-you')
