/** Drawing black boxes over a photo, by mouse, finger or numbers; saved as a new photo beside the original. */
import { App, Button } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import { api, type CaseFile, type CaseView, call, Problem } from '../../api.ts'
import { afterStep } from '../../queries.ts'
import { useT } from '../../texts.ts'
import { RectNumbers } from './RectNumbers.tsx'
import { between, percent, type Rect } from './rect.ts'

type Props = { c: CaseView; photo: Pick<CaseFile, 'id' | 'url'>; onClose: () => void }

/** Where the keyboard’s first box stands: in the middle, to be moved by numbers. */
const middle: Rect = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 }

export function BlackOut({ c, photo, onClose }: Props) {
  const t = useT()
  const { message } = App.useApp()
  const [rects, setRects] = useState<Rect[]>([])
  const [drawing, setDrawing] = useState<Rect>()
  const [preview, setPreview] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const start = useRef<{ x: number; y: number }>(undefined)

  const pointAt = (e: PointerEvent<HTMLDivElement>) => {
    const box = e.currentTarget.getBoundingClientRect()
    return { x: (e.clientX - box.left) / box.width, y: (e.clientY - box.top) / box.height }
  }
  const begin = (e: PointerEvent<HTMLDivElement>) => {
    e.currentTarget.setPointerCapture(e.pointerId)
    start.current = pointAt(e)
  }
  const draw = (e: PointerEvent<HTMLDivElement>) => start.current && setDrawing(between(start.current, pointAt(e)))
  const end = () => {
    // a mere click draws nothing
    if (drawing && drawing.width > 0.005 && drawing.height > 0.005) setRects([...rects, drawing])
    start.current = undefined
    setDrawing(undefined)
  }
  const save = async () => {
    setBusy(true)
    try {
      const params = { path: { caseId: c.id, fileId: photo.id } }
      await afterStep(
        await call(
          api.POST('/cases/{caseId}/files/{fileId}/black-out', { params, body: { rects, version: c.version } }),
        ),
      )
      message.success(t('redact.black.done'))
      onClose()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.title)
      setBusy(false)
    }
  }

  return (
    <section className="black-out" aria-label={t('redact.black.title')}>
      <h2>{t('redact.black.title')}</h2>
      <p>{t('redact.black.help')}</p>
      <div
        className={preview ? 'black-out-photo black-out-preview' : 'black-out-photo'}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <img src={photo.url} alt={t('redact.black.photo')} draggable={false} />
        {[...rects, ...(drawing ? [drawing] : [])].map((r, n) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: boxes have no name but their order
            key={n}
            style={{ left: percent(r.x), top: percent(r.y), width: percent(r.width), height: percent(r.height) }}
          />
        ))}
      </div>
      {problem && (
        <p role="alert" className="case-error">
          {problem}
        </p>
      )}
      <div className="black-out-tools">
        <Button onClick={() => setRects([...rects, middle])}>{t('redact.black.add')}</Button>
        <Button disabled={!rects.length} onClick={() => setRects(rects.slice(0, -1))}>
          {t('redact.black.undo')}
        </Button>
        <Button disabled={!rects.length} onClick={() => setPreview(!preview)} aria-pressed={preview}>
          {t(preview ? 'redact.black.edit' : 'redact.black.preview')}
        </Button>
        <Button type="primary" disabled={!rects.length} loading={busy} onClick={() => void save()}>
          {t('redact.black.save')}
        </Button>
        <Button type="text" onClick={onClose}>
          {t('case.close')}
        </Button>
      </div>
      {rects.map((rect, n) => (
        <RectNumbers
          // biome-ignore lint/suspicious/noArrayIndexKey: boxes have no name but their order
          key={n}
          n={n + 1}
          rect={rect}
          onChange={(next) => setRects(rects.map((r, i) => (i === n ? next : r)))}
          onRemove={() => setRects(rects.filter((_, i) => i !== n))}
        />
      ))}
    </section>
  )
}
