/** Both parts of a week; what is beyond the first page of a part is added when one asks for more. */
import { useState } from 'react'
import { api, type CaseSummary, call } from '../api.ts'
import { useWeekly } from '../queries.ts'

type Part = 'fresh' | 'older'
type Added = { of: string; items: Record<Part, CaseSummary[]>; next: Partial<Record<Part, string | null>> }

export function useWholeWeek(week: string | undefined, org: string | undefined) {
  const first = useWeekly(week, org)
  // a page that is read again begins anew: what was added belonged to the one before
  const of = `${week}/${org}/${first.dataUpdatedAt}`
  const none: Added = { of, items: { fresh: [], older: [] }, next: {} }
  const [kept, setAdded] = useState<Added>(none)
  const [busy, setBusy] = useState(false)
  const added = kept.of === of ? kept : none
  const list = first.data && {
    ...first.data,
    fresh: [...first.data.fresh, ...added.items.fresh],
    older: [...first.data.older, ...added.items.older],
  }
  const load = async (part: Part, after: string) => {
    setBusy(true)
    try {
      const query = { ...(week && { week }), ...(org && { org }), part, after }
      const page = await call(api.GET('/weekly-list', { params: { query } }))
      setAdded({
        of,
        items: { ...added.items, [part]: [...added.items[part], ...page[part]] },
        next: { ...added.next, [part]: page.next[part] },
      })
    } finally {
      setBusy(false)
    }
  }
  const more = (part: Part) => {
    const after = part in added.next ? added.next[part] : first.data?.next[part]
    return after ? { busy, load: () => void load(part, after) } : undefined
  }
  return { first, list, more }
}
