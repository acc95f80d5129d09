/** The words of a case as they are shown: where something was hidden, the redacted text stands for the original. Pure. */

type Kept = { readonly seq: number; readonly field: string; readonly body: string }
/** A text of a step, and the row that holds it now: the step's own, or that of the step which redacted it. */
export type Shown = Kept & { readonly redacted: boolean; readonly kept: Pick<Kept, 'seq' | 'field'> }

/** The text of step 3's `answer`, redacted, is kept by the redacting step as its field `3.answer`. */
export const redactedField = (seq: number, field: string) => `${seq}.${field}`
const redacted = /^(\d+)\.(\w+)$/

/** In order of steps. Texts must come in order of `seq`: the last redaction counts. */
export function shownTexts(texts: readonly Kept[]): Shown[] {
  const shown = new Map<string, Shown>()
  for (const { seq, field, body } of texts) {
    const [, of, name = field] = redacted.exec(field) ?? []
    const at = of ? Number(of) : seq
    shown.set(redactedField(at, name), { seq: at, field: name, body, redacted: of !== undefined, kept: { seq, field } })
  }
  return [...shown.values()].sort((a, b) => a.seq - b.seq)
}
