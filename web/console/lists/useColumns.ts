/** Which columns the list shows: remembered per person on this device, seven at most. */
import { useState } from 'react'
import { type ListColumn, listColumns, mostColumns, usualColumns } from '../../../src/cases/list-columns.ts'
import { useMe } from '../queries.ts'

const known = (value: unknown): value is ListColumn => listColumns.includes(value as ListColumn)

function readColumns(key: string): readonly ListColumn[] {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown[]
    const columns = kept.filter(known).slice(0, mostColumns)
    return columns.length ? columns : usualColumns
  } catch {
    return usualColumns
  }
}

export function useColumns() {
  const key = `lianxin.columns.${useMe().data?.member.id ?? ''}`
  const [columns, set] = useState(() => readColumns(key))
  const choose = (next: readonly ListColumn[]) => {
    // always in the order of the list: what one switches on stands where one expects it
    const ordered = listColumns.filter((c) => next.includes(c)).slice(0, mostColumns)
    if (!ordered.length) return
    localStorage.setItem(key, JSON.stringify(ordered))
    set(ordered)
  }
  return [columns, choose] as const
}
