/** To which office what is on show is narrowed; where there is but one, nothing is to be chosen. */
import { Select } from 'antd'
import { useName } from '../texts.ts'

type Props = {
  orgs: readonly { id: string; name: string; nameEn: string }[]
  org: string | undefined
  choose: (org: string | undefined) => void
  label: string
  /** What stands there while none is chosen, if not the label. */
  all?: string
}

export function OrgChoice({ orgs, org, choose, label, all = label }: Props) {
  const name = useName()
  if (orgs.length < 2) return null
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={org}
      onChange={choose}
      options={orgs.map((o) => ({ value: o.id, label: name(o) }))}
      placeholder={all}
      aria-label={label}
      className="filter-select"
      popupMatchSelectWidth={false}
    />
  )
}
