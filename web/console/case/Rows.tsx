/** Facts as name and value; what is not known takes no room. */
import type { ReactNode } from 'react'

export const Rows = ({ children }: { children: ReactNode }) => <dl className="case-rows">{children}</dl>

export function Row({ label, children }: { label: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '' || children === false) return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
