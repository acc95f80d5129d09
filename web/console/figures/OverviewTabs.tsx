/** The pages under the overview: one entry in the rail, three ways to look. */
import { Link } from '@tanstack/react-router'
import { useT } from '../texts.ts'

export function OverviewTabs({ under }: { under?: string | undefined }) {
  const t = useT()
  const within = under ? { under } : {}
  const active = { className: 'tab tab-here', 'aria-current': 'page' as const }
  return (
    <nav className="tabs" aria-label={t('figures.tabs')}>
      <Link
        to="/overview"
        search={within}
        className="tab"
        activeProps={active}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        {t('figures.tab.overview')}
      </Link>
      <Link
        to="/overview/figures"
        search={within}
        className="tab"
        activeProps={active}
        activeOptions={{ includeSearch: false }}
      >
        {t('figures.tab.figures')}
      </Link>
      <Link
        to="/overview/appeals"
        search={{}}
        className="tab"
        activeProps={active}
        activeOptions={{ includeSearch: false }}
      >
        {t('figures.tab.appeals')}
      </Link>
      <Link to="/weekly" search={{}} className="tab" activeProps={active} activeOptions={{ includeSearch: false }}>
        {t('desk.weekly')}
      </Link>
      <Link to="/petitions" search={{}} className="tab" activeProps={active} activeOptions={{ includeSearch: false }}>
        {t('petition.page')}
      </Link>
    </nav>
  )
}
