/** The words of a case as they are shown: where something was hidden, the redacted text stands for the original. Pure. */

type Kept = { readonly seq: number; readonly field: string; readonly body: string }
/** A text of a step, and the row that holds it now: the step's own, or that of the step which redacted it. */
export type Shown = Kept & { readonly redacted: boolean; readonly kept: Pick<Kept, 'seq' | 'field'> }

/** The text of step 3's `answer`, redacted, is kept by the redacting step as its field `3.answer`. */
export const redactedField = (seq: number, field: string) => `${seq}.${field}`
const redacted = /^(\d+)\.(\w+)$/
/** Of which step, and which of its fields, a kept text is. */
export function placeOf({ seq, field }: Pick<Kept, 'seq' | 'field'>) {
  const [, of, name = field] = redacted.exec(field) ?? []
  return { seq: of ? Number(of) : seq, field: name, redacted: of !== undefined }
}

/** In order of steps. Texts must come in order of `seq`: the last redaction counts. */
export function shownTexts(texts: readonly Kept[]): Shown[] {
  const shown = new Map<string, Shown>()
  for (const { seq, field, body } of texts) {
    const place = placeOf({ seq, field })
    shown.set(redactedField(place.seq, place.field), { ...place, body, kept: { seq, field } })
  }
  return [...shown.values()].sort((a, b) => a.seq - b.seq)
}
