/** What the keys do, shown with “?”. */
import { Modal } from 'antd'
import { useState } from 'react'
import { useKeys } from '../parts/useKeys.ts'
import { useT } from '../texts.ts'

const rows = [
  ['j / ↓', 'desk.keys.next'],
  ['k / ↑', 'desk.keys.previous'],
  ['Enter', 'desk.keys.open'],
  ['t', 'triage.open'],
  ['Ctrl K', 'desk.keys.search'],
  ['?', 'desk.keys.help'],
] as const

export function KeysHelp() {
  const t = useT()
  const [open, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) })
  return (
    <Modal title={t('desk.keys')} open={open} onCancel={() => setOpen(false)} footer={null} width={360}>
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
