/** What the keys do, shown with “?”. Its window is loaded when it is asked for. */
import { lazy, Suspense, useState } from 'react'
import { useKeys } from '../parts/useKeys.ts'

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
