/** What everybody may read is looked through once more by the server: nothing that points to one person by its form goes out. */
import type { Language } from '../../kernel/app.ts'
import { Refusal } from '../../kernel/errors.ts'
import { t } from '../../kernel/texts.ts'
import { isHard, type Span } from './kinds.ts'
import { maskOf } from './mask.ts'
import { findPersonal } from './suggest.ts'

/** What was found and where, in words that do not repeat it. */
const named = (language: Language, spans: readonly Span[]) =>
  spans
    .slice(0, 5)
    .map((s) =>
      t(language, 'redact.found', { kind: t(language, `redact.kind.${s.kind}`), shown: maskOf(s), at: s.from + 1 }),
    )
    .join(t(language, 'redact.comma'))

/**
 * Refused with `publication.personal-data` while one of these texts holds a hard kind, with `publication.unconfirmed` while it holds a
 * soft one that no person has said is meant. Texts by the name of their field; `known`: names that count wherever they stand.
 */
export function checkPublic(
  language: Language,
  texts: Readonly<Record<string, string | undefined>>,
  confirmed: boolean,
  known: readonly string[] = [],
) {
  const found = Object.entries(texts).map(([path, text]) => ({ path, spans: findPersonal(text ?? '', known) }))
  const refuse = (code: 'publication.personal-data' | 'publication.unconfirmed', wanted: (s: Span) => boolean) => {
    const still = found
      .map(({ path, spans }) => ({ path, spans: spans.filter(wanted) }))
      .filter(({ spans }) => spans.length > 0)
    if (!still.length) return
    const fields = still.map(({ path, spans }) => ({
      path,
      message: t(language, 'redact.still', { found: named(language, spans) }),
    }))
    throw new Refusal(
      code,
      {
        found: named(
          language,
          still.flatMap((s) => s.spans),
        ),
      },
      fields,
    )
  }
  refuse('publication.personal-data', (s) => isHard(s.kind))
  if (!confirmed) refuse('publication.unconfirmed', (s) => !isHard(s.kind))
}
