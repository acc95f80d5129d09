/** Units with themselves and all above them, lowest first: worked out here, as written out they are half of the whole reply. */
type Unit = { readonly id: string; readonly parentId: string | null }

export function withChains<U extends Unit>(units: readonly U[]): (U & { chain: string[] })[] {
  const byId = new Map(units.map((u) => [u.id, u]))
  const known = new Map<string, string[]>()
  const chainOf = (u: Unit): string[] => {
    const before = known.get(u.id)
    if (before) return before
    const above = u.parentId ? byId.get(u.parentId) : undefined
    const chain = [u.id, ...(above ? chainOf(above) : [])]
    known.set(u.id, chain)
    return chain
  }
  return units.map((u) => ({ ...u, chain: chainOf(u) }))
}
