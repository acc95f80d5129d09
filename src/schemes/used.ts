/** Files a scheme may take over from: first what runs here, then what is shipped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../programmes/', import.meta.url))
const form = /^[a-z][a-z0-9-]{0,39}$/

/** Codes of the files shipped. */
export const shippedCodes = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort()

/** The text of a shipped file, or nothing when there is none. */
export function findShipped(code: string): string | undefined {
  const file = `${folder}${code}.yaml`
  // the code comes out of a file somebody typed: it names nothing but a file of this folder
  return form.test(code) && existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
/** The same where it is known to be there. */
export function readShipped(code: string): string {
  const text = findShipped(code)
  if (text === undefined) throw new Error(`no scheme is called ${code}`)
  return text
}

type Running = { readonly code: string; readonly source: string }
/** Reads what `uses` names: what a place runs is its own wording, so it comes before the file shipped under that code. */
export const readUsedFrom = (running: readonly Running[]) => (code: string) =>
  running.findLast((r) => r.code === code)?.source ?? findShipped(code)
