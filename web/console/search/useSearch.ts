/** What the server finds for what is typed: asked once typing rests, and a question overtaken by the next is given up. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, call } from '../api.ts'

const restMs = 150
const minute = 60_000

export function useSearch(typed: string, people: boolean) {
  const [rested, setRested] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), restMs)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useQuery({
    queryKey: ['search', rested, people],
    // in the body: an address is written into logs
    queryFn: ({ signal }) =>
      call(api.POST('/search', { body: { q: rested, ...(people && { only: 'people', limit: 50 }) }, signal })),
    enabled: rested !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: minute,
  })
  return { ...found, waiting: typed !== rested || found.isPlaceholderData || found.isPending }
}
