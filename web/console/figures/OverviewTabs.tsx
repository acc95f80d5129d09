/** The pages under the overview: one entry in the rail, several ways to look. */
import { Link } from '@tanstack/react-router'
import { Tabs, tab, tabAlone } from '../parts/Tabs.tsx'
import { useT } from '../texts.ts'

export function OverviewTabs({ under }: { under?: string | undefined }) {
  const t = useT()
  const within = under ? { under } : {}
  return (
    <Tabs label={t('figures.tabs')}>
      <Link to="/overview" search={within} {...tabAlone}>
        {t('figures.tab.overview')}
      </Link>
      <Link to="/overview/figures" search={within} {...tab}>
        {t('figures.tab.figures')}
      </Link>
      <Link to="/overview/appeals" search={{}} {...tab}>
        {t('figures.tab.appeals')}
      </Link>
      <Link to="/weekly" search={{}} {...tab}>
        {t('desk.weekly')}
      </Link>
      <Link to="/petitions" search={{}} {...tab}>
        {t('petition.page')}
      </Link>
    </Tabs>
  )
}
