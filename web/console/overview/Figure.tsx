/** A number that opens what it counts; nothing to open, nothing to press. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CaseFilter } from '../cases/filter.ts'

type Props = { n: number; filter: CaseFilter | undefined; children?: ReactNode; label?: string; className?: string }

export function Figure({ n, filter, children, label, className }: Props) {
  const said = children ?? n
  if (n === 0 || !filter) return <span className={className}>{said}</span>
  return (
    <Link to="/cases" search={filter} aria-label={label} className={className}>
      {said}
    </Link>
  )
}
