/** Hints somebody has put away: remembered on this device, for each member apart, since a village's computer is shared. No table of preferences stands on the server for so little. */
import { useSyncExternalStore } from 'react'
import { hearers } from '../parts/hearers.ts'

const keyOf = (memberId: string) => `lianxin.hints.${memberId}`
const { subscribe, tellAll } = hearers()

/** The hints put away, as they are kept: a text, so that the same ones are the same. */
export const useDismissed = (memberId: string) =>
  useSyncExternalStore(subscribe, () => localStorage.getItem(keyOf(memberId)) ?? '').split(' ')

export function dismiss(memberId: string, hint: string) {
  const kept = localStorage.getItem(keyOf(memberId))
  localStorage.setItem(keyOf(memberId), kept ? `${kept} ${hint}` : hint)
  tellAll()
}
export function showAgain(memberId: string) {
  localStorage.removeItem(keyOf(memberId))
  tellAll()
}
