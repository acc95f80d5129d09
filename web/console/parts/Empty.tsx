/** An empty place says what would be here and how it comes. */
import type { ReactNode } from 'react'

export function Empty({ title, how, children }: { title: string; how: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p>{how}</p>
      {children}
    </div>
  )
}
