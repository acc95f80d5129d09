/** Which prepared words fit a case and a step: those made for it first, those made for something else last. Pure. */

type Fits = { step: string | null; category: string | null; nature: string | null; state: string | null }
type Wanted = { step: string; category: string | null; nature: string | null; state: string }

const asks = ['step', 'category', 'nature', 'state'] as const

/** How well it fits: one for each thing it asks for and finds; less than nothing where it asks for something else. */
export function fitness(template: Fits, wanted: Wanted): number {
  const asked = asks.filter((key) => template[key] !== null)
  return asked.every((key) => template[key] === wanted[key]) ? asked.length : -1
}

/** In the order they are offered. Among equals the nearer office's, as `nearness` counts it, then by name. */
export function inOrder<T extends Fits & { name: string }>(
  templates: readonly T[],
  wanted: Wanted,
  nearness: (template: T) => number,
): (T & { fits: boolean })[] {
  return templates
    .map((t) => ({ ...t, fits: fitness(t, wanted) >= 0 }))
    .sort(
      (a, b) =>
        fitness(b, wanted) - fitness(a, wanted) || nearness(a) - nearness(b) || a.name.localeCompare(b.name, 'zh'),
    )
}
