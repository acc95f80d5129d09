/** Photos, voice notes and videos of a step: photos open large, the others play in place. */
import { useRef, useState } from 'react'
import type { CaseView, UploadedFile } from '../api.ts'
import { useT } from '../texts.ts'
import { Lightbox } from './Lightbox.tsx'
import { BlackOut } from './redact/BlackOut.tsx'

export type Shown = UploadedFile & { role?: string | null }

/** Before stands left of after, whichever was handed in first. */
const roles = ['request', 'before', 'after', 'evidence', 'redacted']
const rank = (f: Shown) => roles.indexOf(f.role ?? 'request')

/** `c`: the case, where photos may be blacked out from here. */
export function Media({ files, c }: { files: readonly Shown[]; c?: CaseView }) {
  const t = useT()
  const dialog = useRef<HTMLDialogElement>(null)
  const [at, setAt] = useState(0)
  const [blacking, setBlacking] = useState(false)
  if (!files.length) return null
  const photos = files.filter((f) => f.kind === 'photo').sort((a, b) => rank(a) - rank(b))
  const photo = photos[at]
  const caption = (f: Shown, n: number) =>
    f.role && f.role !== 'request' ? t(`words.role.${f.role}`) : t('case.photo-n', { n: n + 1, of: photos.length })
  return (
    <div className="case-media">
      {photos.map((f, n) => (
        <figure key={f.id}>
          <button
            type="button"
            onClick={() => {
              setAt(n)
              dialog.current?.showModal()
            }}
          >
            <img src={f.thumbUrl ?? f.url} alt={caption(f, n)} loading="lazy" />
          </button>
          {f.role && f.role !== 'request' && <figcaption>{caption(f, n)}</figcaption>}
        </figure>
      ))}
      {files.map((f) => (f.kind === 'photo' ? null : <Playable key={f.id} file={f} />))}
      <Lightbox
        dialog={dialog}
        photos={photos}
        at={at}
        setAt={setAt}
        caption={(n) => (photos[n] ? caption(photos[n], n) : '')}
        onClose={() => setBlacking(false)}
        instead={photo && blacking && c && <BlackOut c={c} photo={photo} onClose={() => setBlacking(false)} />}
        more={
          photo &&
          c?.may.includes('blackOut') && (
            <button type="button" onClick={() => setBlacking(true)} data-action="blackOut">
              {t('redact.black.open')}
            </button>
          )
        }
      />
    </div>
  )
}

function Playable({ file }: { file: Shown }) {
  const t = useT()
  const label = t(`words.kind.${file.kind}`)
  if (file.kind === 'audio') {
    // biome-ignore lint/a11y/useMediaCaption: a resident's voice note has no captions
    return <audio controls preload="none" src={file.url} aria-label={label} />
  }
  // biome-ignore lint/a11y/useMediaCaption: nor has a resident's video
  return <video controls preload="metadata" src={file.url} aria-label={label} />
}
