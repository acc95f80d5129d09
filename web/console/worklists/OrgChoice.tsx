/** Which of my offices, or of those below them, a list is of. */
import { Select } from 'antd'
import { useMyOrgs } from '../parts/useMyOrgs.ts'
import { useName, useT } from '../texts.ts'

export function OrgChoice({ org, choose }: { org: string | undefined; choose: (org: string | undefined) => void }) {
  const t = useT()
  const name = useName()
  const orgs = useMyOrgs()
  if (orgs.length < 2) return null
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={org}
      onChange={choose}
      options={orgs.map((o) => ({ value: o.id, label: name(o) }))}
      placeholder={t('desk.weekly.org')}
      aria-label={t('desk.weekly.org')}
      className="filter-select"
      popupMatchSelectWidth={false}
    />
  )
}
