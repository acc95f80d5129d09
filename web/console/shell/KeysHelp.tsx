/** What the keys do, shown with “?”. Its window is loaded when it is asked for. */
import { lazy, Suspense, useState } from 'react'
import { useKeys } from '../parts/useKeys.ts'

const rows = [
  ['j / ↓', 'desk.keys.next'],
  ['k / ↑', 'desk.keys.previous'],
  ['t', 'triage.open'],
  ['Enter / o', 'desk.keys.open'],
  ['a', 'live.keys.act'],
  ['n', 'live.keys.waiting'],
  ['u', 'live.keys.undo'],
  ['m', 'live.keys.unread'],
  ['Ctrl K', 'desk.keys.search'],
  ['?', 'desk.keys.help'],
] as const
const KeysWindow = lazy(() => import('./KeysWindow.tsx').then((m) => ({ default: m.KeysWindow })))

export function KeysHelp() {
  const [open, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) })
  return (
    open && (
      <Suspense>
        <KeysWindow onClose={() => setOpen(false)} />
      </Suspense>
    )
  )
}
