/** Files a scheme may take over from: first what runs here, then what is shipped. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../programmes/', import.meta.url))
const form = /^[a-z][a-z0-9-]{0,39}$/

/** Codes of the files shipped. */
export const shippedCodes = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort()

/** The text of a shipped file. Throws when there is none. */
export function readShipped(code: string): string {
  // the code comes out of a file somebody typed: it names nothing but a file of this folder
  if (!form.test(code)) throw new Error(`no scheme is called ${code}`)
  return readFileSync(`${folder}${code}.yaml`, 'utf8')
}

type Running = { readonly code: string; readonly source: string }
/** Reads what `uses` names: what a place runs is its own wording, so it comes before the file shipped under that code. */
export const readUsedFrom = (running: readonly Running[]) => (code: string) =>
  running.findLast((r) => r.code === code)?.source ?? readShipped(code)
