/** Where in which file something was written. */
import type { Document, LineCounter } from 'yaml'
import type { Path } from './say.ts'

export type Source = { name: string; doc: Document.Parsed; lines: LineCounter }

/** The file and line where this path, or what is nearest above it, was written. */
export function placeOf(path: Path, sources: readonly Source[]): { file: string; line: number } {
  for (let n = path.length; n > 0; n--)
    for (const { name, doc, lines } of sources) {
      const node = nodeAt(doc, path.slice(0, n))
      if (node) return { file: name, line: lines.linePos(node).line }
    }
  return { file: sources[0]?.name ?? '', line: 1 }
}
function nodeAt(doc: Document.Parsed, path: Path): number | undefined {
  const parent = path.length > 1 ? doc.getIn(path.slice(0, -1), true) : doc.contents
  // a key's own line, not that of its value further down
  if (parent && typeof parent === 'object' && 'items' in parent)
    for (const item of parent.items as { key?: { value?: unknown; range?: [number, number, number] | null } }[])
      if (item.key && String(item.key.value) === String(path.at(-1)) && item.key.range) return item.key.range[0]
  const node = doc.getIn(path, true) as { range?: [number, number, number] } | undefined
  return node?.range?.[0]
}
