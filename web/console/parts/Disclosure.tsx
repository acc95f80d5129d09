/** A button and what it opens under itself: closed by Escape, by a press elsewhere, and by leaving it. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

type Props = {
  label: ReactNode
  name?: string
  /** The look of a button of another kind, which needs no arrow. */
  className?: string
  align?: 'start' | 'end'
  children: (close: () => void) => ReactNode
}

export function Disclosure({ label, name, className, align = 'start', children }: Props) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const whole = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  useEffect(() => {
    if (!open) return
    const elsewhere = (event: Event) => {
      if (!whole.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', elsewhere)
    document.addEventListener('focusin', elsewhere)
    return () => {
      document.removeEventListener('pointerdown', elsewhere)
      document.removeEventListener('focusin', elsewhere)
    }
  }, [open])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is listened for, whatever inside has the focus
    <div
      className="disclosure"
      ref={whole}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        close()
      }}
    >
      <button
        type="button"
        ref={button}
        className={className ?? 'disclosure-button'}
        aria-expanded={open}
        aria-controls={id}
        aria-label={name}
        onClick={() => setOpen(!open)}
      >
        {label} {!className && <span aria-hidden="true">▾</span>}
      </button>
      <div id={id} className={`disclosure-panel disclosure-${align}`} hidden={!open}>
        {open && children(close)}
      </div>
    </div>
  )
}
