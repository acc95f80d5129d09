/** One box to tick, or several of a few: for what may hold together. */
import { Checkbox, Form } from 'antd'

export const Tick = ({ name, label }: { name: string; label: string }) => (
  <Form.Item name={name} valuePropName="checked">
    <Checkbox>{label}</Checkbox>
  </Form.Item>
)

type Props = {
  choices: readonly { value: string; label: string }[]
  value?: string[]
  onChange?: (value: string[]) => void
  id?: string
}
export const Ticks = ({ choices, value = [], onChange, id }: Props) => (
  <Checkbox.Group
    className="petition-ticks"
    options={[...choices]}
    value={value}
    onChange={(chosen) => onChange?.(chosen)}
    {...(id && { id })}
  />
)
