/** Files handed to the server as they are chosen; the form keeps their ids and what each shows. At most nine. */
import { useState } from 'react'
import { Problem, type UploadedFile, uploadFile } from '../../api.ts'
import { useT } from '../../texts.ts'

export type FileRole = 'request' | 'before' | 'after' | 'evidence'
export type Used = UploadedFile & { role: FileRole }
type Props = { value?: Used[]; onChange?: (files: Used[]) => void; id?: string; roles: readonly FileRole[] }

const most = 9
const accepts = 'image/*,audio/*,video/*'

export function Files({ value = [], onChange, id, roles }: Props) {
  const t = useT()
  const [busy, setBusy] = useState(0)
  const [failed, setFailed] = useState<string[]>([])

  const add = async (role: FileRole, chosen: FileList | null) => {
    const room = [...(chosen ?? [])].slice(0, most - value.length)
    setFailed([])
    setBusy(room.length)
    let files = value
    for (const file of room) {
      try {
        files = [...files, { ...(await uploadFile(file)), role }]
        onChange?.(files)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        setFailed((all) => [...all, `${file.name}: ${error.title}`])
      }
      setBusy((n) => n - 1)
    }
  }

  return (
    <div className="files" id={id}>
      <div className="files-roles">
        {roles.map((role) => (
          <label key={role} className="files-add" aria-disabled={value.length >= most}>
            <input
              type="file"
              multiple
              accept={accepts}
              disabled={busy > 0 || value.length >= most}
              onChange={(e) => {
                void add(role, e.target.files)
                e.target.value = ''
              }}
            />
            ＋ {t(`case.file.${role}`)}
          </label>
        ))}
      </div>
      {busy > 0 && <p role="status">{t('case.uploading', { n: busy })}</p>}
      {failed.map((line) => (
        <p key={line} role="alert" className="case-error">
          {line}
        </p>
      ))}
      <ul className="files-list">
        {value.map((f) => (
          <li key={f.id}>
            {f.thumbUrl ? (
              <img src={f.thumbUrl} alt={f.name} />
            ) : (
              <span className="files-kind">{t(`words.kind.${f.kind}`)}</span>
            )}
            <span>{t(`words.role.${f.role}`)}</span>
            <button
              type="button"
              className="link"
              onClick={() => onChange?.(value.filter((other) => other.id !== f.id))}
              aria-label={t('case.remove-file', { name: f.name })}
            >
              {t('case.remove')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
