/** The three lists people report by, side by side. */
import { Link } from '@tanstack/react-router'
import { Tabs, tab } from '../parts/Tabs.tsx'
import { useT } from '../texts.ts'

const lists = [
  ['/weekly', 'lists.weekly'],
  ['/problems', 'lists.problems'],
  ['/supervision', 'lists.supervision'],
] as const

export function WorkTabs({ org }: { org: string | undefined }) {
  const t = useT()
  return (
    <Tabs label={t('lists.tabs')}>
      {lists.map(([to, text]) => (
        <Link key={to} to={to} search={org ? { org } : {}} {...tab}>
          {t(text)}
        </Link>
      ))}
    </Tabs>
  )
}
