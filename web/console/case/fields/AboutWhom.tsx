/** Whom a request is about: units and people, those near the case first. Says so when one's own unit is among them. */
import { Form, Select } from 'antd'
import { useMe, useMembers, useOrgs } from '../../queries.ts'
import { useName, useT } from '../../texts.ts'
import { Field } from './Field.tsx'
import { People } from './People.tsx'

type Props = {
  /** Orgs of the case: its village, who has it. */
  near: readonly (string | undefined)[]
  /** `top`: the county's own, for the discipline office; `below`: all others. */
  which: 'all' | 'below' | 'top'
  names?: { orgs: string; members: string }
}

export function AboutWhom({ near, which, names = { orgs: 'orgs', members: 'members' } }: Props) {
  const t = useT()
  const name = useName()
  const form = Form.useFormInstance()
  const { data: orgs = [] } = useOrgs()
  const { data: members = [] } = useMembers()
  const { data: me } = useMe()
  const fits = (orgId: string) => {
    const top = orgs.find((o) => o.id === orgId)?.parentId === null
    return which === 'all' || top === (which === 'top')
  }
  const first = (orgId: string) => (near.includes(orgId) ? 0 : 1)
  const chosenOrgs = Form.useWatch<string[] | undefined>(names.orgs, form) ?? []
  const chosenMembers = Form.useWatch<string[] | undefined>(names.members, form) ?? []
  const units = [...chosenOrgs, ...members.filter((m) => chosenMembers.includes(m.id)).map((m) => m.orgId)]
  const mine = me?.posts.some((p) => orgs.find((o) => o.id === p.org.id)?.chain.some((id) => units.includes(id)))
  return (
    <>
      <Field name={names.orgs} label={t('about.orgs')} help={t('about.orgs-help')} optional>
        <Select
          mode="multiple"
          maxCount={10}
          options={[...orgs]
            .filter((o) => fits(o.id))
            .sort((a, b) => first(a.id) - first(b.id))
            .map((o) => ({ value: o.id, label: name(o) }))}
          placeholder={t('case.choose')}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Field>
      <Field name={names.members} label={t('about.members')} help={t('about.members-help')} optional>
        <People
          members={[...members].filter((m) => fits(m.orgId)).sort((a, b) => first(a.orgId) - first(b.orgId))}
          placeholder={t('case.choose')}
          withOrg
        />
      </Field>
      {mine && <p className="hints">{t('about.own-unit')}</p>}
    </>
  )
}
