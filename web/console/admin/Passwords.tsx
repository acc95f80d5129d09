/** First passwords after an import: shown once, and taken away as a file to hand out. */
import { Button } from 'antd'
import { saveAs } from '../lists/useExport.ts'
import { StackTable } from '../officers/StackTable.tsx'
import { useT } from '../texts.ts'

type Account = { name: string; username: string; password: string }
export function Passwords({ accounts }: { accounts: readonly Account[] }) {
  const t = useT()
  const columns = [
    { key: 'name', label: t('admin.people.name') },
    { key: 'username', label: t('admin.people.username') },
    { key: 'password', label: t('admin.import.passwords') },
  ] as const
  const save = () => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    const lines = [columns.map((c) => c.label), ...accounts.map((a) => [a.name, a.username, a.password])]
    const text = `\ufeff${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`
    saveAs(new Blob([text], { type: 'text/csv' }), 'accounts.csv')
  }
  return (
    <>
      <h2>{t('admin.people.password.title')}</h2>
      <p>{t('admin.people.password.means')}</p>
      <StackTable
        columns={columns}
        rows={accounts.map((a) => ({ id: a.username, cells: { ...a, password: <code>{a.password}</code> } }))}
      />
      <p>
        <Button onClick={save}>{t('admin.import.passwords.save')}</Button>
      </p>
    </>
  )
}
