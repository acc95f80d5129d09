/** A case at its own address. */
import { getRouteApi } from '@tanstack/react-router'
import { CasePage } from '../case/CasePage.tsx'

const route = getRouteApi('/desk/cases/$caseId')

export function OneCasePage() {
  const { caseId } = route.useParams()
  return <CasePage key={caseId} caseId={caseId} />
}
