/** Whom a request is about, as residents say it: whether to ask, and which units are meant. */
import { suggestAbout } from '../../../src/cases/about.ts'
import type { Draft } from '../../../src/cases/draft.ts'
import type { AboutWhom } from '../../../src/cases/model.ts'
import type { Programme } from '../../../src/programme/model.ts'
import type { Directory, Place } from '../directory.ts'

/** Asked once, when the words suggest it or the resident says so. */
export const asksAbout = (scheme: Pick<Programme, 'about'>, draft: Draft) =>
  draft.about === undefined && (draft.askAbout === true || suggestAbout(scheme, draft.words))

/** The unit meant, and the one above it that handles the request. */
export function unitOf(draft: Draft, directory: Directory): { unit: Place; above: Place | undefined } | undefined {
  const village = directory.villages.find((v) => v.id === draft.villageId)
  const town = directory.towns.find((t) => t.id === village?.townId)
  const department = directory.departments.find((d) => d.id === draft.about?.orgId && d.townId === town?.id)
  const kind = draft.about?.kind
  if (kind === 'village' && village) return { unit: village, above: town }
  if (kind === 'town' && town) return { unit: town, above: directory.top }
  if (kind === 'department' && department) return { unit: department, above: directory.top }
  return undefined
}

/** Nobody complained about is offered as the one to call. */
export function keepApart(apart: Set<string>, draft: Draft, directory: Directory) {
  const village = directory.villages.find((v) => v.id === draft.villageId)
  const kind = draft.about?.kind
  if (!kind || kind === 'none' || !village) return
  apart.add(village.id)
  if (kind !== 'village' && village.townId) apart.add(village.townId)
  if (kind === 'county' && directory.top) apart.add(directory.top.id)
}

/** As the hand-in names them. */
export function aboutWhom(draft: Draft, directory: Directory): AboutWhom | undefined {
  const found = unitOf(draft, directory)
  return found && { orgs: [found.unit.id], members: [] }
}
