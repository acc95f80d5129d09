/** Free text of staff: who reads it stands beside the label. */
import { Input } from 'antd'
import { Field } from './Field.tsx'

type Props = {
  name: string
  label: string
  help?: string
  optional?: boolean
  reader: 'resident' | 'desk'
  max?: number
  rows?: number
}

export function Words({ max = 1000, rows = 3, ...field }: Props) {
  return (
    <Field {...field}>
      <Input.TextArea autoSize={{ minRows: rows, maxRows: 16 }} maxLength={max} />
    </Field>
  )
}
