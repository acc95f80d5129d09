/** The village it is about: one's own stands there already. */
import { Form, Select } from 'antd'
import { useEffect } from 'react'
import { Field } from '../case/fields/Field.tsx'
import { useMe, useOrgs } from '../queries.ts'
import { useName, useT } from '../texts.ts'

export function VillageField() {
  const t = useT()
  const name = useName()
  const form = Form.useFormInstance()
  const { data: me } = useMe()
  const { data: orgs = [] } = useOrgs()
  const posts = me?.posts.map((p) => p.org.id) ?? []
  const villages = orgs.filter((o) => o.homes && o.chain.some((id) => posts.includes(id)))
  const own = villages[0]?.id
  const chosen = Form.useWatch('villageId', form)
  useEffect(() => {
    if (own && !chosen) form.setFieldValue('villageId', own)
  }, [own, chosen, form])
  return (
    <Field name="villageId" label={t('case.register.village')}>
      <Select
        options={villages.map((o) => ({ value: o.id, label: name(o) }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={() => form.setFieldValue('residentId', undefined)}
      />
    </Field>
  )
}
