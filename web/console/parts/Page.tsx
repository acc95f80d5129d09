/** A page of the desk: one heading, one title in the tab, its actions beside the heading. */
import { type ReactNode, useEffect } from 'react'
import { useT } from '../texts.ts'

type Props = { title: string; note?: ReactNode; actions?: ReactNode; className?: string; children: ReactNode }

export function Page({ title, note, actions, className, children }: Props) {
  const t = useT()
  useEffect(() => {
    document.title = t('desk.title', { page: title })
  }, [title, t])
  return (
    <div className={`page ${className ?? ''}`}>
      <header className="page-head">
        <h1>{title}</h1>
        {note && <p className="page-note">{note}</p>}
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}
