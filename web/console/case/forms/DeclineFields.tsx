/** Why it cannot be taken: the ground's prepared words, made one's own, and what the resident will read. */
import { Form } from 'antd'
import { useScheme } from '../../parts/useScheme.ts'
import { useProgramme } from '../../queries.ts'
import { UseTemplate } from '../../templates/UseTemplate.tsx'
import { useName, useSpeech } from '../../texts.ts'
import { Chips } from '../fields/Chips.tsx'
import { Field } from '../fields/Field.tsx'
import { Words } from '../fields/Words.tsx'
import { Preview } from '../Preview.tsx'
import type { FieldsProps } from './form.ts'

export function DeclineFields({ c, action }: FieldsProps) {
  const { t, language } = useSpeech()
  const name = useName()
  const form = Form.useFormInstance()
  const grounds = useScheme().options('declineGrounds')
  const { data: programme } = useProgramme()
  const prepared = (code: string) => {
    const ground = programme?.declineGrounds[code]
    return ground ? `${ground.explain[language]}${language === 'en' ? ' ' : ''}${ground.next[language]}` : ''
  }
  /** Prepared words fill an empty field, or replace other prepared words; never what a person wrote. */
  const choose = (code: string) => {
    const written = String(form.getFieldValue('explanation') ?? '')
    form.setFieldValue('ground', code)
    if (!written || grounds.some(({ value }) => prepared(value) === written))
      form.setFieldValue('explanation', prepared(code))
  }
  const explanation = Form.useWatch<string | undefined>('explanation', form)
  return (
    <>
      <Field name="ground" label={t('case.field.ground')}>
        <ChipsThen choices={grounds} onChosen={choose} label={t('case.field.ground')} />
      </Field>
      <UseTemplate c={c} action={action} field="explanation" />
      <Words
        name="explanation"
        label={t('case.field.explanation')}
        help={t('case.field.explanation-help')}
        reader="resident"
        max={2000}
        rows={5}
      />
      {explanation && (
        <Preview
          lead={t('case.preview.decline', { org: name(c.holder) })}
          words={explanation}
          after={t('case.preview.decline-after')}
        />
      )}
    </>
  )
}

type Props = Parameters<typeof Chips>[0] & { onChosen: (value: string) => void }
function ChipsThen({ onChosen, onChange, ...chips }: Props) {
  return (
    <Chips
      {...chips}
      onChange={(value) => {
        onChange?.(value)
        onChosen(value)
      }}
    />
  )
}
