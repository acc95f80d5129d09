/** My account: language, how close rows stand, password, second step, sessions, and the rules in force. */
import { Radio } from 'antd'
import { AdminSection } from '../admin/AdminSection.tsx'
import { HelpSection } from '../admin/HelpSection.tsx'
import { density } from '../parts/density.ts'
import { Page } from '../parts/Page.tsx'
import { useMay, useMe } from '../queries.ts'
import { type Language, useSpeech } from '../texts.ts'
import { BoundariesSection } from './BoundariesSection.tsx'
import { CalendarSection } from './CalendarSection.tsx'
import { DueNotice } from './DueNotice.tsx'
import { GuideSection } from './GuideSection.tsx'
import { LeaveSection } from './LeaveSection.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { RulesSection } from './RulesSection.tsx'
import { SecondFactorSection } from './SecondFactorSection.tsx'
import { SessionsSection } from './SessionsSection.tsx'

export function SettingsPage() {
  const { t, language, setLanguage } = useSpeech()
  const rows = density.useNow()
  const due = useMe().data?.due
  // for whoever keeps it, the calendar is part of the work
  const may = useMay()
  const manages = may('calendar.manage')
  const draws = may('people.manage')
  // what must be put in order comes first
  const mine =
    due === 'second-factor-missing' ? (
      <>
        <SecondFactorSection />
        <PasswordSection />
      </>
    ) : (
      <>
        <PasswordSection />
        <SecondFactorSection />
      </>
    )
  return (
    <Page title={t('desk.settings')} className="settings">
      <DueNotice />
      {due && mine}
      {!due && manages && <CalendarSection />}
      {!due && draws && <BoundariesSection />}
      {!due && <LeaveSection />}
      <section>
        <h2 id="language">{t('desk.settings.language')}</h2>
        <Radio.Group
          aria-labelledby="language"
          value={language}
          onChange={(e) => setLanguage(e.target.value as Language)}
        >
          <Radio value="zh-CN">
            <span lang="zh-CN">中文</span>
          </Radio>
          <Radio value="en">
            <span lang="en">English</span>
          </Radio>
        </Radio.Group>
      </section>
      <section>
        <h2 id="density">{t('desk.settings.density')}</h2>
        <Radio.Group
          aria-labelledby="density"
          value={rows}
          onChange={(e) => density.choose(e.target.value as typeof rows)}
        >
          <Radio value="roomy">{t('desk.settings.roomy')}</Radio>
          <Radio value="tight">{t('desk.settings.tight')}</Radio>
        </Radio.Group>
      </section>
      <GuideSection />
      {!due && mine}
      {!due && !manages && <CalendarSection />}
      {!due && <AdminSection />}
      {!due && <HelpSection />}
      <SessionsSection />
      <RulesSection />
    </Page>
  )
}
