/** Members to choose from, by name and post. One, or several for a mention. */
import { Select } from 'antd'
import { useScheme } from '../../parts/useScheme.ts'
import { useSpeech } from '../../texts.ts'
import { type Member, useOrgName } from '../known.ts'
import { dayText } from '../when.ts'

type One = { value?: string; onChange?: (id: string | undefined) => void }
type Many = { value?: string[]; onChange?: (ids: string[]) => void }
type Shared = { id?: string; members: readonly Member[]; placeholder: string; withOrg?: boolean; label?: string }

function useOptions(members: readonly Member[], withOrg: boolean | undefined) {
  const orgName = useOrgName()
  const { word } = useScheme()
  const { t, language } = useSpeech()
  const away = ({ away: leave }: Member) =>
    leave &&
    t(leave.standIn ? 'standin.away-by' : 'standin.away', {
      day: dayText(language, leave.until),
      name: leave.standIn?.name ?? '',
    })
  // someone with two posts is one person
  const first = [...new Map(members.map((m) => [m.id, m])).values()]
  return first.map((m) => ({
    value: m.id,
    label: [m.name, withOrg && orgName(m.orgId), word('roles', m.role), away(m)].filter(Boolean).join(' · '),
  }))
}

export function Person({ id, members, placeholder, withOrg, label, ...field }: One & Shared) {
  const options = useOptions(members, withOrg)
  return (
    <Select
      {...field}
      id={id}
      options={options}
      placeholder={placeholder}
      aria-label={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
    />
  )
}

export function People({ id, members, placeholder, withOrg, label, ...field }: Many & Shared) {
  const options = useOptions(members, withOrg)
  return (
    <Select
      {...field}
      id={id}
      mode="multiple"
      maxCount={20}
      options={options}
      placeholder={placeholder}
      aria-label={label}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
    />
  )
}
