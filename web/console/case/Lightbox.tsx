/** One photo large, over the page: arrows walk, plus and minus zoom, Escape closes; the focus stays inside and goes back to where it came from. */
import { type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react'
import { useT } from '../texts.ts'

type Photo = { id: string; url: string }
type Props = {
  dialog: RefObject<HTMLDialogElement | null>
  photos: readonly Photo[]
  at: number
  setAt: (at: number) => void
  caption: (n: number) => string
  /** Buttons of a photo’s own, and what stands in its place while one of them is at work. */
  more?: ReactNode
  instead?: ReactNode
  onClose: () => void
}

const zooms = [1, 1.5, 2, 3, 4] as const
const walks: Record<string, 1 | -1> = { ArrowRight: 1, ArrowLeft: -1 }
const zoomsBy: Record<string, 1 | -1> = { '+': 1, '=': 1, '-': -1 }
/** A finger that moved less than this only tapped. */
const swipe = 60

export function Lightbox({ dialog, photos, at, setAt, caption, more, instead, onClose }: Props) {
  const t = useT()
  const [zoom, setZoom] = useState(0)
  const from = useRef<number>(undefined)
  const photo = photos[at]
  const go = (by: 1 | -1) => {
    setZoom(0)
    setAt((at + by + photos.length) % photos.length)
  }
  const scale = (by: 1 | -1) => setZoom((z) => Math.max(0, Math.min(zooms.length - 1, z + by)))
  const press = (e: KeyboardEvent) => {
    const [walk, closer] = [walks[e.key], zoomsBy[e.key]]
    if (instead || e.ctrlKey || e.metaKey || (!walk && !closer && e.key !== '0')) return
    // zoomed in, the arrows move the picture itself
    if (walk && zoom > 0) return
    e.preventDefault()
    if (walk) go(walk)
    else if (closer) scale(closer)
    else setZoom(0)
  }
  return (
    <dialog
      ref={dialog}
      className="case-lightbox"
      aria-label={t('words.kind.photo')}
      onClose={() => {
        setZoom(0)
        onClose()
      }}
      onKeyDown={press}
      // a click beside the picture, on the ground itself, closes
      onClick={(e) => e.target === e.currentTarget && e.currentTarget.close()}
    >
      {instead ||
        (photo && (
          <>
            {/* a scrolled picture must be reachable by the keyboard */}
            <div
              className="case-lightbox-view"
              tabIndex={zoom > 0 ? 0 : undefined}
              onTouchStart={(e) => {
                from.current = e.touches.length === 1 ? e.touches[0]?.clientX : undefined
              }}
              onTouchEnd={(e) => {
                const moved = (e.changedTouches[0]?.clientX ?? 0) - (from.current ?? Number.NaN)
                if (zoom === 0 && photos.length > 1 && Math.abs(moved) > swipe) go(moved < 0 ? 1 : -1)
              }}
            >
              <img
                src={photo.url}
                alt={caption(at)}
                style={zoom > 0 ? { width: `${(zooms[zoom] ?? 1) * 100}%`, maxWidth: 'none', maxHeight: 'none' } : {}}
              />
            </div>
            <div className="case-lightbox-bar">
              <span aria-live="polite">{caption(at)}</span>
              {photos.length > 1 && (
                <>
                  <button type="button" onClick={() => go(-1)}>
                    {t('case.previous')}
                  </button>
                  <button type="button" onClick={() => go(1)}>
                    {t('case.next')}
                  </button>
                </>
              )}
              <button type="button" onClick={() => scale(-1)} disabled={zoom === 0}>
                {t('triage.smaller')}
              </button>
              <button type="button" onClick={() => scale(1)} disabled={zoom === zooms.length - 1}>
                {t('triage.larger')}
              </button>
              <a href={photo.url} target="_blank" rel="noreferrer">
                {t('case.original')}
              </a>
              {more}
              <button type="button" onClick={() => dialog.current?.close()}>
                {t('case.close')}
              </button>
            </div>
          </>
        ))}
    </dialog>
  )
}
