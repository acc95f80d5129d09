/** What of an address is there: members without a value are left out. */
export const drop = <S extends Record<string, unknown>>(search: S) =>
  Object.fromEntries(Object.entries(search).filter(([, v]) => v !== undefined)) as {
    [K in keyof S]?: Exclude<S[K], undefined>
  }
