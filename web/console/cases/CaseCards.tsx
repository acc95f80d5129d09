/** The list on a phone: the same two lines as in the inbox, one card a case. */
import { Link } from '@tanstack/react-router'
import type { CaseSummary } from '../api.ts'
import { CaseRow } from '../parts/CaseRow.tsx'

export const CaseCards = ({ items }: { items: readonly CaseSummary[] }) => (
  <ul className="rows">
    {items.map((c) => (
      <li key={c.id}>
        <Link to="/cases/$caseId" params={{ caseId: c.id }} className="row">
          <CaseRow of={c} state />
        </Link>
      </li>
    ))}
  </ul>
)
