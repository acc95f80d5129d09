/** Pages that stand side by side under one entry of the rail. */
import type { ReactNode } from 'react'

export const Tabs = ({ label, children }: { label: string; children: ReactNode }) => (
  <nav className="tabs" aria-label={label}>
    {children}
  </nav>
)

const here = { className: 'tab tab-here', 'aria-current': 'page' } as const
/** What each link of them is given: it is marked on its page and those below, whatever is searched there. */
export const tab = { className: 'tab', activeProps: here, activeOptions: { includeSearch: false } }
/** The same for one under whose address other tabs lie. */
export const tabAlone = { ...tab, activeOptions: { exact: true, includeSearch: false } }
