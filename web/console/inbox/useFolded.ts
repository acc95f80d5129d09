/** Groups folded away on this device: what one looks at later stays out of the way. */
import { useState } from 'react'
import type { InboxItem } from '../api.ts'

type What = InboxItem['waits']
const place = 'lianxin.inbox.folded'

const kept = (): readonly string[] => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(found) ? found.map(String) : []
  } catch {
    return []
  }
}

export function useFolded() {
  const [folded, setFolded] = useState(kept)
  return {
    isFolded: (what: What) => folded.includes(what),
    fold: (what: What) => {
      const next = folded.includes(what) ? folded.filter((w) => w !== what) : [...folded, what]
      localStorage.setItem(place, JSON.stringify(next))
      setFolded(next)
    },
  }
}
