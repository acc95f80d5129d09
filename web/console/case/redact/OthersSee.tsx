/** “This is how others see it”: the text as it would be published, what is still in it, and one press to mask all of that. */
import { Button, Checkbox, Form } from 'antd'
import { isHard } from '../../../../src/cases/redact/kinds.ts'
import { maskPersonal } from '../../../../src/cases/redact/mask.ts'
import { findPersonal } from '../../../../src/cases/redact/suggest.ts'
import { useT } from '../../texts.ts'
import { Found } from './Found.tsx'

/** `field`: the form's field shown; `known`: names to look for beside the rules. */
export function OthersSee({ field, known }: { field: string; known?: readonly string[] }) {
  const t = useT()
  const form = Form.useFormInstance()
  const text = Form.useWatch<string | undefined>(field, form) ?? ''
  if (!text) return null
  const spans = findPersonal(text, known)
  return (
    <section className="preview" aria-live="polite" aria-label={t('redact.others-see')}>
      <h4>{t('redact.others-see')}</h4>
      <p className="case-said">{text}</p>
      {spans.length > 0 ? (
        <>
          <Found spans={spans} />
          <Button size="small" onClick={() => form.setFieldValue(field, maskPersonal(text, known))}>
            {t('redact.mask-all')}
          </Button>
        </>
      ) : (
        <p className="case-muted">{t('redact.nothing-found')}</p>
      )}
    </section>
  )
}

/** Asked only while one of these fields holds something that may be meant, such as an office’s own line. */
export function NamesMeant({
  name,
  fields,
  known,
}: {
  name: string
  fields: readonly string[]
  known?: readonly string[]
}) {
  const t = useT()
  const form = Form.useFormInstance()
  const values = Form.useWatch<Record<string, unknown>>([], form) ?? {}
  const soft = fields.some((f) => findPersonal(String(values[f] ?? ''), known).some((s) => !isHard(s.kind)))
  if (!soft) return null
  return (
    <Form.Item name={name} valuePropName="checked">
      <Checkbox>{t('redact.names-meant')}</Checkbox>
    </Form.Item>
  )
}
