/** The keys and what each does. */
import { Modal } from 'antd'
import { useT } from '../texts.ts'

const rows = [
  ['j / ↓', 'desk.keys.next'],
  ['k / ↑', 'desk.keys.previous'],
  ['t', 'triage.open'],
  ['Enter / o', 'desk.keys.open'],
  ['a', 'live.keys.act'],
  ['n', 'live.keys.waiting'],
  ['u', 'live.keys.undo'],
  ['m', 'live.keys.unread'],
  ['x', 'lists.keys.choose'],
  ['Shift X', 'lists.keys.choose-to'],
  ['Ctrl K', 'desk.keys.search'],
  ['?', 'desk.keys.help'],
] as const

export function KeysWindow({ onClose }: { onClose: () => void }) {
  const t = useT()
  return (
    <Modal title={t('desk.keys')} open onCancel={onClose} footer={null} width={360}>
      <table className="keys">
        <tbody>
          {rows.map(([key, text]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{t(text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
