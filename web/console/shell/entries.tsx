/** The rail's entries, at most six, each shown to those who may. */
import {
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  FileTextOutlined,
  InboxOutlined,
  MessageOutlined,
  PhoneOutlined,
  SafetyOutlined,
  SettingOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'

export type Entry = {
  to:
    | '/inbox'
    | '/cases'
    | '/records'
    | '/calls'
    | '/weekly'
    | '/overview'
    | '/duties'
    | '/coverage'
    | '/orgs'
    | '/people'
    | '/outbox'
    | '/accounts'
    | '/audit'
    | '/settings'
  text: string
  icon: ReactNode
  may?: string
  /** Shown only to those without this: who writes requests down finds the page from the inbox. */
  unless?: string
}

const entries: readonly Entry[] = [
  { to: '/inbox', text: 'desk.inbox', icon: <InboxOutlined />, may: 'case.read' },
  { to: '/cases', text: 'desk.cases', icon: <FileTextOutlined />, may: 'case.read' },
  { to: '/calls', text: 'time.calls', icon: <PhoneOutlined />, may: 'case.call', unless: 'case.register' },
  { to: '/records', text: 'desk.records', icon: <BookOutlined />, may: 'work.write' },
  { to: '/duties', text: 'duties.rail', icon: <CheckSquareOutlined />, may: 'work.write' },
  { to: '/coverage', text: 'duties.rail', icon: <CheckSquareOutlined />, may: 'work.read', unless: 'work.write' },
  // whoever has the overview finds the weekly list beside it
  { to: '/weekly', text: 'desk.weekly', icon: <CalendarOutlined />, may: 'case.read', unless: 'overview.read' },
  { to: '/overview', text: 'desk.overview', icon: <BarChartOutlined />, may: 'overview.read' },
  { to: '/orgs', text: 'admin.orgs', icon: <ApartmentOutlined />, may: 'people.manage' },
  { to: '/people', text: 'admin.people', icon: <TeamOutlined />, may: 'people.manage' },
  { to: '/outbox', text: 'desk.outbox', icon: <MessageOutlined />, may: 'outbox.read' },
  { to: '/accounts', text: 'officers.accounts', icon: <SafetyOutlined />, may: 'security.manage' },
  { to: '/audit', text: 'officers.audit', icon: <AuditOutlined />, may: 'audit.read' },
  { to: '/settings', text: 'desk.settings', icon: <SettingOutlined /> },
]
export const entriesFor = (may: (permission: string) => boolean) =>
  entries.filter((e) => (!e.may || may(e.may)) && !(e.unless && may(e.unless)))
