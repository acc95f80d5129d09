/** Photos of a record, if somebody wants them: handed over as they are chosen, at most nine. */
import { useState } from 'react'
import { Problem, type UploadedFile, uploadForm } from '../api.ts'
import { useT } from '../texts.ts'
import type { Photo } from './sheet.ts'

const most = 9
type Props = { value?: Photo[]; onChange?: (photos: Photo[]) => void; id?: string }

export function Photos({ value = [], onChange, id }: Props) {
  const t = useT()
  const [busy, setBusy] = useState(0)
  const [failed, setFailed] = useState<string[]>([])
  const add = async (chosen: FileList | null) => {
    const room = [...(chosen ?? [])].slice(0, most - value.length)
    setFailed([])
    setBusy(room.length)
    let photos = value
    for (const file of room) {
      try {
        const form = new FormData()
        form.set('file', file)
        const { id: fileId, name, thumbUrl } = await uploadForm<UploadedFile>('/records/files', form)
        photos = [...photos, { id: fileId, name, thumbUrl }]
        onChange?.(photos)
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
        <label className="files-add" aria-disabled={value.length >= most}>
          <input
            type="file"
            multiple
            accept="image/*,audio/*,video/*"
            disabled={busy > 0 || value.length >= most}
            onChange={(e) => {
              void add(e.target.files)
              e.target.value = ''
            }}
          />
          ＋ {t('records.photo')}
        </label>
      </div>
      {busy > 0 && <p role="status">{t('case.uploading', { n: busy })}</p>}
      {failed.map((line) => (
        <p key={line} role="alert" className="case-error">
          {line}
        </p>
      ))}
      <ul className="files-list">
        {value.map((p) => (
          <li key={p.id}>
            {p.thumbUrl ? <img src={p.thumbUrl} alt={p.name} /> : <span className="files-kind">{p.name}</span>}
            <button
              type="button"
              className="link"
              onClick={() => onChange?.(value.filter((other) => other.id !== p.id))}
              aria-label={t('case.remove-file', { name: p.name })}
            >
              {t('case.remove')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
