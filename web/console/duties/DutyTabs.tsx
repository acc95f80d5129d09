/** The pages under duties: mine, a branch's, all below, the ties they rest on, and the schemes that ask for them. */
import { Link } from '@tanstack/react-router'
import { Tabs, tabAlone } from '../parts/Tabs.tsx'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'

const tabs = [
  ['/duties', 'duties.mine', 'work.write'],
  ['/branch', 'duties.branch', 'work.read'],
  ['/coverage', 'duties.coverage', 'work.read'],
  ['/ties', 'liaison.title', 'ties.manage'],
  ['/programme', 'programme.title', 'self'],
] as const

export function DutyTabs() {
  const t = useT()
  const may = useMay()
  return (
    <Tabs label={t('duties.tabs')}>
      {tabs
        .filter(([, , permission]) => may(permission))
        .map(([to, text]) => (
          <Link key={to} to={to} {...tabAlone}>
            {t(text)}
          </Link>
        ))}
    </Tabs>
  )
}
