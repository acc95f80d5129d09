/** Keeps the desk's stream, and says so quietly when it has been away for a while. */
import { useEffect } from 'react'
import { useT } from '../texts.ts'
import { keepStream, useLost } from './stream.ts'
import './live.css'

export function LiveNote() {
  const t = useT()
  const lost = useLost()
  useEffect(keepStream, [])
  return (
    <p className="live-lost" role="status">
      {lost && t('live.lost')}
    </p>
  )
}
