/** One request: left its story, right the next step and the facts. In a reading pane, or as a page of its own. */

import { type CaseView, Problem } from '../api.ts'
import { CaseLive } from '../live/CaseLive.tsx'
import { FreshSteps, useFreshSteps } from '../live/fresh.ts'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { Page } from '../parts/Page.tsx'
import { PrintMark } from '../parts/PrintMark.tsx'
import { useCase } from '../queries.ts'
import './case.css'
import './redact/redact.css'
import { CaseHead } from './CaseHead.tsx'
import { CaseRail } from './CaseRail.tsx'
import { CaseStory } from './CaseStory.tsx'

export function CasePage({ caseId, embedded = false }: { caseId: string; embedded?: boolean }) {
  const { data: c, error, refetch } = useCase(caseId)
  // an older picture is better than none, unless the case is the reader's to see no more
  const gone = error instanceof Problem && error.status === 404
  if (error && (!c || gone)) return <Failed error={error} retry={() => void refetch()} />
  if (!c) return <Loading />
  const body = <Shown c={c} embedded={embedded} />
  return embedded ? body : <Page title={c.number}>{body}</Page>
}

function Shown({ c, embedded }: { c: CaseView; embedded: boolean }) {
  const fresh = useFreshSteps(c)
  return (
    <FreshSteps value={new Set(fresh)}>
      <article className="case" data-state={c.state}>
        <CaseHead c={c} embedded={embedded} />
        <CaseLive c={c} fresh={fresh} />
        <PrintMark number={c.number} trace={`/cases/${c.id}/printed`} />
        <div className="case-columns">
          <CaseStory key={c.id} c={c} />
          <CaseRail c={c} />
        </div>
      </article>
    </FreshSteps>
  )
}
