/** A field of a step's form: label, who will read it, help under the label, and the reminder when it is left empty. */
import { Form } from 'antd'
import type { ReactNode } from 'react'
import { useT } from '../../texts.ts'

type Props = {
  name: string
  label: string
  help?: string | undefined
  optional?: boolean
  /** Who reads what is written here; said beside the label, so that nobody is surprised. */
  reader?: 'resident' | 'desk' | undefined
  children: ReactNode
}

export function Field({ name, label, help, optional = false, reader, children }: Props) {
  const t = useT()
  return (
    <Form.Item
      name={name}
      required={!optional}
      rules={optional ? [] : [{ required: true, message: t('case.needed'), ...(reader && { whitespace: true }) }]}
      label={
        <span className="field-label">
          {label}
          {reader && <span className={`read-by read-by-${reader}`}>{t(`case.read-by.${reader}`)}</span>}
          {optional && <span className="case-muted">{t('case.optional')}</span>}
          {help && <small>{help}</small>}
        </span>
      }
    >
      {children}
    </Form.Item>
  )
}
