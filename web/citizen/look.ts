/** Type size, elder view and language: chosen by a button, kept for a year, back to the same page. */
import type { Look, Visit } from './visit.ts'

const settings: Record<string, Look> = {
  'elder-on': ['elder', '1'],
  'elder-off': ['elder', '0'],
  'text-normal': ['text', 'normal'],
  'text-large': ['text', 'large'],
  'text-largest': ['text', 'largest'],
  'lang-zh-CN': ['lang', 'zh-CN'],
  'lang-en': ['lang', 'en'],
}

/** A path of ours, whatever was sent. */
export const safePath = (path: string) => (/^\/(?![/\\])[\w\-/.%]*$/.test(path) ? path : '/')

/** The choice a button of the header stands for. */
export const lookOf = (set: unknown): Look | undefined =>
  typeof set === 'string' && Object.hasOwn(settings, set) ? settings[set] : undefined

/** Keeps the choice and says where to go back to. */
export function setLook(v: Visit, set: string, back: string): string {
  const setting = lookOf(set)
  if (setting) v.remember.look(...setting)
  return safePath(back)
}
