/** Who is told when something kept outside React has changed: `subscribe` is what `useSyncExternalStore` asks for. */
export function hearers() {
  const heard = new Set<() => void>()
  return {
    subscribe: (tell: () => void) => {
      heard.add(tell)
      return () => void heard.delete(tell)
    },
    tellAll: () => {
      for (const tell of heard) tell()
    },
  }
}
