/** The cases opened last, for as long as this tab stays open: number and village, nothing a resident said. */
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { CaseView } from '../api.ts'
import { keys, queryClient } from '../queries.ts'

export type Visited = {
  readonly id: string
  readonly number: string
  readonly village: { name: string; nameEn: string }
}

const most = 6
const place = (memberId: string) => `lianxin-visited-${memberId}`

/** Latest first. Another member at the same tab has their own. */
export function readVisited(memberId: string): Visited[] {
  try {
    return JSON.parse(sessionStorage.getItem(place(memberId)) ?? '[]') as Visited[]
  } catch {
    return []
  }
}

/** Notes the case of the page one leaves, as the page knew it. */
export function useVisited(memberId: string | undefined) {
  const { pathname } = useLocation()
  useEffect(() => {
    const caseId = /^\/cases\/([0-9a-f-]{36})$/.exec(pathname)?.[1]
    if (!caseId || !memberId) return
    return () => {
      const seen = queryClient.getQueryData<CaseView>(keys.case(caseId))
      if (!seen) return
      const { number, village } = seen
      const others = readVisited(memberId).filter((v) => v.id !== caseId)
      sessionStorage.setItem(
        place(memberId),
        JSON.stringify([{ id: caseId, number, village }, ...others].slice(0, most)),
      )
    }
  }, [pathname, memberId])
}
