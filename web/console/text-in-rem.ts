/** Sizes of type are written in pixels of the standard size, and leave the build in rem: so that one setting makes all of them larger. */
const usual = 16
const inRem = (value: string) => value.replace(/(\d+(?:\.\d+)?)px/, (_, px) => `${Number(px) / usual}rem`)

type Declaration = { prop: string; value: string }
const change = (declaration: Declaration) => {
  const { value } = declaration
  const next = inRem(value)
  if (next !== value) declaration.value = next
}

/** For PostCSS, which Vite runs over every style sheet. Only the first length of `font` is its size. */
export const textInRem = {
  postcssPlugin: 'text-in-rem',
  Declaration: { font: change, 'font-size': change, 'line-height': change },
}
