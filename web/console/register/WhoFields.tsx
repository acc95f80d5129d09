/** Who said it: a household of the village, someone else, or nobody's contact; and whether they agreed to be called back. */
import { Form, Input, Select } from 'antd'
import { Chips } from '../case/fields/Chips.tsx'
import { Field } from '../case/fields/Field.tsx'
import { useHouseholds, useMe } from '../queries.ts'
import { useT } from '../texts.ts'
import { type Consent, type Whose, whose } from './sheet.ts'

export function WhoFields() {
  const t = useT()
  const form = Form.useFormInstance()
  const who = Form.useWatch<Whose | undefined>('whose', form) ?? 'household'
  const consent = Form.useWatch<Consent | undefined>('consent', form)
  const village = Form.useWatch<string | undefined>('villageId', form)
  return (
    <>
      <Field name="whose" label={t('case.register.who')}>
        <Chips
          label={t('case.register.who')}
          choices={whose.map((value) => ({ value, label: t(`case.register.who.${value}`) }))}
        />
      </Field>
      {who !== 'nobody' && (
        <Field name="consent" label={t('case.register.consent')} help={t('case.register.consent-help')}>
          <Chips
            label={t('case.register.consent')}
            choices={['given', 'not-asked', 'refused'].map((value) => ({ value, label: t(`words.consent.${value}`) }))}
          />
        </Field>
      )}
      {who === 'household' && consent !== 'refused' && <HouseholdField village={village} />}
      {who === 'other' && consent === 'given' && (
        <div className="register-contact">
          <Field name="name" label={t('case.register.name')} optional>
            <Input maxLength={50} autoComplete="off" />
          </Field>
          <Field name="phone" label={t('case.register.phone')}>
            <Input maxLength={25} inputMode="tel" autoComplete="off" />
          </Field>
        </div>
      )}
      {(who === 'nobody' || consent === 'refused' || (who === 'other' && consent === 'not-asked')) && (
        <p className="register-no-contact">{t('case.register.no-call-back')}</p>
      )}
    </>
  )
}

function HouseholdField({ village }: { village: string | undefined }) {
  const t = useT()
  const { data: me } = useMe()
  const { data: households = [] } = useHouseholds(village)
  // one's own households first: that is whom one visits
  const mine = (h: (typeof households)[number]) => Number(h.liaison?.id === me?.member.id)
  const options = households
    .filter((h) => h.headId)
    .sort((a, b) => mine(b) - mine(a))
    .map((h) => ({
      value: h.headId as string,
      label: [
        t('case.register.household-n', { n: h.number }),
        h.head,
        h.group,
        h.liaison && t('case.register.liaison-is', { name: h.liaison.name }),
      ]
        .filter(Boolean)
        .join(' · '),
    }))
  return (
    <Field name="residentId" label={t('case.register.household')}>
      <Select options={options} showSearch={{ optionFilterProp: 'label' }} placeholder={t('case.choose')} allowClear />
    </Field>
  )
}
