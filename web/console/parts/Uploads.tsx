/** Files handed to the server as they are chosen; the form keeps what each is. At most nine. */
import { type ReactNode, useState } from 'react'
import { Problem } from '../api.ts'
import { useT } from '../texts.ts'

const most = 9
const accepts = 'image/*,audio/*,video/*'

type Kept = { readonly id: string; readonly name: string; readonly thumbUrl: string | null }
type Props<F extends Kept> = {
  value: readonly F[]
  onChange?: ((files: F[]) => void) | undefined
  id?: string | undefined
  /** Buttons that take files, each with what becomes of one. */
  doors: readonly { readonly key: string; readonly text: string; readonly take: (file: File) => Promise<F> }[]
  /** What stands for a file without a picture, and what is said of each beside it. */
  kindOf: (file: F) => string
  beside?: (file: F) => ReactNode
}

export function Uploads<F extends Kept>({ value, onChange, id, doors, kindOf, beside }: Props<F>) {
  const t = useT()
  const [busy, setBusy] = useState(0)
  const [failed, setFailed] = useState<string[]>([])
  const full = value.length >= most
  const add = async (take: (file: File) => Promise<F>, chosen: FileList | null) => {
    const room = [...(chosen ?? [])].slice(0, most - value.length)
    setFailed([])
    setBusy(room.length)
    let files = [...value]
    for (const file of room) {
      try {
        files = [...files, await take(file)]
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
        {doors.map(({ key, text, take }) => (
          <label key={key} className="files-add" aria-disabled={full}>
            <input
              type="file"
              multiple
              accept={accepts}
              disabled={busy > 0 || full}
              onChange={(e) => {
                void add(take, e.target.files)
                e.target.value = ''
              }}
            />
            ＋ {text}
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
            {f.thumbUrl ? <img src={f.thumbUrl} alt={f.name} /> : <span className="files-kind">{kindOf(f)}</span>}
            {beside?.(f)}
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
