/** The way through a report: each page once in order; who comes back to change something returns to the check. */
import type { Draft } from '../../../src/cases/draft.ts'

const checked = (draft: Draft) => draft.contact !== undefined && draft.villageId !== undefined

export const afterWords = (draft: Draft) => (checked(draft) ? '/report/check-and-send' : '/report/where')
export const afterWhere = (draft: Draft) => (checked(draft) ? '/report/check-and-send' : '/report/photos')
export const afterPhotos = (draft: Draft) => (checked(draft) ? '/report/check-and-send' : '/report/how-to-reach-you')
