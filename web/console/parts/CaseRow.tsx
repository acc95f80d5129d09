/** One case in a list, two lines: the resident's own words first, then place, who has it, and the clock. */
import type { CaseSummary } from '../api.ts'
import { useMe } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import { CaseMarks } from './CaseMarks.tsx'
import { CaseTags } from './CaseTags.tsx'
import { Clock } from './Clock.tsx'
import { StateTag } from './StateTag.tsx'

/** In the inbox the heading says the state already; elsewhere `state` shows it. */
export function CaseRow({ of, state = false }: { of: CaseSummary; state?: boolean }) {
  const t = useT()
  const name = useName()
  const me = useMe().data
  // my own office goes without saying; a person in it does not
  const mine = me?.posts.some((p) => p.org.id === of.holder?.id)
  const holder = of.holderMember
    ? of.holderMember.id === me?.member.id
      ? ''
      : of.holderMember.name
    : mine
      ? ''
      : name(of.holder)
  return (
    <>
      <span className="row-words">
        <CaseTags of={of} />
        <span className="row-opening">{of.opening}</span>
        <span className="row-marks">
          <CaseMarks of={of} />
        </span>
      </span>
      <span className="row-facts">
        {(state || of.state === 'reopened') && <StateTag state={of.state} />}
        <span className="row-place">{[name(of.village), of.place].filter(Boolean).join(' ')}</span>
        {holder && <span className="row-holder">{t('desk.row.holder', { holder })}</span>}
        {of.sentBack > 0 && <span>{t('desk.row.sent-back', { n: of.sentBack })}</span>}
        {of.reopened > 0 && of.state !== 'reopened' && <span>{t('desk.row.reopened', { n: of.reopened })}</span>}
        <Clock of={of} />
      </span>
    </>
  )
}
