/** The frame of a chart: its title, what it counts in a line, and the way to the same as a table. */
import { type ReactNode, useId, useState } from 'react'
import { useT } from '../texts.ts'

type Props = {
  title: string
  note?: ReactNode
  className?: string
  children: (asTable: boolean) => ReactNode
}

export function Chart({ title, note, className, children }: Props) {
  const t = useT()
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <section className={`chart ${className ?? ''}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="plain-button" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t('overview.as-table')}
        </button>
      </header>
      {note && <p className="chart-note muted">{note}</p>}
      {children(asTable)}
    </section>
  )
}
