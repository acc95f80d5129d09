/** The three lists people report by, side by side. */
import { Link } from '@tanstack/react-router'
import { useT } from '../texts.ts'

const lists = [
  ['/weekly', 'lists.weekly'],
  ['/problems', 'lists.problems'],
  ['/supervision', 'lists.supervision'],
] as const

export function WorkTabs({ org }: { org: string | undefined }) {
  const t = useT()
  return (
    <nav className="work-tabs" aria-label={t('lists.tabs')}>
      {lists.map(([to, text]) => (
        <Link key={to} to={to} search={org ? { org } : {}} activeOptions={{ includeSearch: false }}>
          {t(text)}
        </Link>
      ))}
    </nav>
  )
}
