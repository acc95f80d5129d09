/** On paper only: who printed, when, which number, all over the page. Whatever starts the printing, the trace is told first. */
import { useEffect, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { useMe } from '../queries.ts'

const stampNow = () =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(),
  )

const size = 15
const slope = 24

/** `onPrint` names the address that traces it, and what it is told. */
export function PrintMark({ number, trace, body }: { number?: string; trace: string; body?: object }) {
  const me = useMe().data
  const id = useId()
  const [at, setAt] = useState(stampNow)
  useEffect(() => {
    const printing = () => {
      // the time on the paper is the time of printing, and the page must say so before it is drawn
      flushSync(() => setAt(stampNow()))
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
  // a line of one column runs midway between two of the next (src/kernel/watermark.ts does the same)
  const h = Math.ceil((w * Math.tan((slope * Math.PI) / 180)) / 1.5)
  const around = [-2, -1, 0, 1, 2]
  return (
    <>
      <svg className="print-mark" aria-hidden="true" data-text={text}>
        <defs>
          <pattern id={id} width={w} height={h} patternUnits="userSpaceOnUse">
            {around.flatMap((i) =>
              around.map((j) => {
                const [x, y] = [w * (i + 0.5), h * (j + 0.5)]
                return (
                  <text key={`${i} ${j}`} x={x} y={y} transform={`rotate(${-slope} ${x} ${y})`}>
                    {text}
                  </text>
                )
              }),
            )}
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill={`url(#${id})`} />
      </svg>
      <p className="print-foot">{text}</p>
    </>
  )
}
