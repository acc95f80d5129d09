/** The desk around every page: rail, search, notices, who I am. */
import { Link, Outlet } from '@tanstack/react-router'
import { HelpBands } from '../admin/HelpBands.tsx'
import { Hint } from '../guide/Hint.tsx'
import { LiveNote } from '../live/LiveNote.tsx'
import { useMay, useMe } from '../queries.ts'
import { useT } from '../texts.ts'
import { Bell } from './Bell.tsx'
import { CalendarWarning } from './CalendarWarning.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { LeaveBanner } from './LeaveBanner.tsx'
import { PasswordWarning } from './PasswordWarning.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { Rail } from './Rail.tsx'
import { SearchBox } from './SearchBox.tsx'

export function Shell() {
  const t = useT()
  const may = useMay()
  const helping = useMe().data?.helping
  return (
    <div className={helping ? 'desk helping' : 'desk'}>
      <a className="skip" href="#main">
        {t('desk.skip')}
      </a>
      <Rail />
      <header className="top">
        {may('case.read') ? <SearchBox /> : <span className="search" />}
        {may('case.register') && (
          <Link to="/register" className="register-link">
            {t('desk.register')}
          </Link>
        )}
        <span className="desktop-only">
          <LanguageSwitch />
        </span>
        <Bell />
        <PersonMenu />
      </header>
      <main id="main" tabIndex={-1}>
        <HelpBands />
        <PasswordWarning />
        <CalendarWarning />
        <Hint />
        <LeaveBanner />
        {may('case.read') && <LiveNote />}
        <Outlet />
      </main>
      <KeysHelp />
      {helping && <p className="print-refused">{t('admin.see-as.no-print')}</p>}
    </div>
  )
}
