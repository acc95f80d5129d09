/** On paper only: who printed, when, which number, all over the page. Whatever starts the printing, the trace is told first. */
import { useEffect, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { useMe } from '../queries.ts'

/** Day and minute, as they stand on the paper. */
const stampNow = () =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(),
  )

/** The time on the paper: that of printing, and the page must say so before it is drawn. */
export function usePrintedAt() {
  const [at, setAt] = useState(stampNow)
  useEffect(() => {
    const printing = () => flushSync(() => setAt(stampNow()))
    window.addEventListener('beforeprint', printing)
    return () => window.removeEventListener('beforeprint', printing)
  }, [])
  return at
}

const size = 15
const slope = 24

/** `trace` names the address that traces it, `body` what it is told. */
export function PrintMark({ number, trace, body }: { number?: string; trace: string; body?: object }) {
  const me = useMe().data
  const id = useId()
  const at = usePrintedAt()
  useEffect(() => {
    const printing = () => {
      // kept alive when the window closes right after; without a line the paper still carries its mark
      void fetch(`/api/v1${trace}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body ?? {}),
        credentials: 'same-origin',
        keepalive: true,
      }).catch(() => undefined)
    }
    window.addEventListener('beforeprint', printing)
    return () => window.removeEventListener('beforeprint', printing)
  }, [trace, body])
  const text = [me?.member.name, at, number].filter(Boolean).join(' ')
  const w = Math.ceil([...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 1 : 0.6), 0) * size * 0.9 + size * 2)
  // lines apart by some four times their height, every other one shifted by half: no strip of a page is without a mark
  const gap = size * 5
  return (
    <>
      <svg className="print-mark" aria-hidden="true" data-text={text}>
        <defs>
          {/* the pattern is turned, not its texts: a turn of a text hidden on screen is lost on Chromium's paper */}
          <pattern
            id={id}
            width={w}
            height={gap * 2}
            patternUnits="userSpaceOnUse"
            patternTransform={`rotate(${-slope})`}
          >
            {[
              [w / 2, gap - size],
              [0, gap * 2 - size],
              [w, gap * 2 - size],
            ].map(([x, y]) => (
              <text key={`${x} ${y}`} x={x} y={y}>
                {text}
              </text>
            ))}
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill={`url(#${id})`} />
      </svg>
      <p className="print-foot">{text}</p>
    </>
  )
}
