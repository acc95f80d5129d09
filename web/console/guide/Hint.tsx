/** What this page is for and what to do first, on the first visits; put away with one press. */
import { useLocation } from '@tanstack/react-router'
import { useMay, useMe, useOrgs } from '../queries.ts'
import { useT } from '../texts.ts'
import { dismiss, useDismissed } from './dismissed.ts'
import { hintKey, hintPageOf, partOf } from './hints.ts'

export function Hint() {
  const page = hintPageOf(useLocation({ select: (l) => l.pathname }))
  const me = useMe().data
  const orgs = useOrgs().data
  const post = orgs?.find((o) => o.id === me?.posts[0]?.org.id)
  const may = useMay()
  if (!page || !me || !post) return null
  return <Card memberId={me.member.id} hint={hintKey(page, partOf(post, may('case.triage')))} />
}

function Card({ memberId, hint }: { memberId: string; hint: string }) {
  const t = useT()
  if (useDismissed(memberId).includes(hint)) return null
  return (
    <aside className="hint" aria-label={t('guide.hint')}>
      <p>{t(`guide.${hint}`)}</p>
      <button type="button" className="plain-button" onClick={() => dismiss(memberId, hint)}>
        {t('guide.dismiss')}
      </button>
    </aside>
  )
}
