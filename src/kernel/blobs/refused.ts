/** Why an upload was refused, and what had been typed beside it: a form drawn again loses nothing. */
import { Refusal, type RefusalCode } from '../errors.ts'

export type UploadCode = Extract<
  RefusalCode,
  'file.type' | 'file.size' | 'file.unreadable' | 'file.count' | 'body.unreadable' | 'body.too-large'
>

/**
 * `file.type` {name} · `file.size` {name, max in MB} · `file.unreadable` {name} · `file.count` {max} · `body.unreadable` for what is
 * no form or broke off · `body.too-large` {max, with its unit}. A refusal like any other, so it needs no mapping of its own.
 */
export class UploadRefused extends Refusal {
  /** The fields of the form, as far as they had come: all of them for the `file.*` refusals. */
  typed: ReadonlyMap<string, string[]> = new Map()
  /** The file input it is about. */
  input: string | undefined
  constructor(code: UploadCode, params: Record<string, string | number> = {}) {
    super(code, params)
  }
}
