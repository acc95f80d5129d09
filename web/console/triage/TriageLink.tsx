/** The way from the inbox to the triage screen: a link, and the key t. */
import { Link, useNavigate } from '@tanstack/react-router'
import { useKeys } from '../parts/useKeys.ts'
import { useT } from '../texts.ts'
import { Key } from './Key.tsx'

export function TriageLink() {
  const t = useT()
  const navigate = useNavigate()
  useKeys({ t: () => void navigate({ to: '/triage' }) })
  return (
    <Link to="/triage" className="triage-link">
      {t('triage.open')} <Key of="t" />
    </Link>
  )
}
