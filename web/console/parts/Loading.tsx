/** The shape of what comes; the style sheet shows it only after 300 ms, so quick answers never flicker. */
import { useT } from '../texts.ts'

export function Loading({ rows = 6 }: { rows?: number }) {
  const t = useT()
  return (
    <div className="loading" role="status" aria-label={t('desk.loading')}>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
        <div key={i} className="loading-row" aria-hidden="true">
          <span style={{ width: `${72 - ((i * 17) % 40)}%` }} />
          <span style={{ width: `${40 - ((i * 11) % 20)}%` }} />
        </div>
      ))}
    </div>
  )
}
