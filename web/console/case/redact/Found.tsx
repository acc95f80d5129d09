/** What the rules found in a text, each with what it would be shown as: hard kinds must go, the others are a suggestion. */
import { isHard, type Span } from '../../../../src/cases/redact/kinds.ts'
import { maskOf } from '../../../../src/cases/redact/mask.ts'
import { useT } from '../../texts.ts'

/** `only`: just say what is there, where nothing is to be published. */
export function Found({ spans, only }: { spans: readonly Span[]; only?: boolean }) {
  const t = useT()
  return (
    <ul className="found">
      {spans.map((s) => (
        <li key={s.from} className={isHard(s.kind) ? 'found-hard' : undefined}>
          <span className="case-muted">{t(`redact.kind.${s.kind}`)}</span> <mark>{s.text}</mark>
          {!only && (
            <>
              {` → ${maskOf(s)} `}
              <span className="case-muted">{t(isHard(s.kind) ? 'redact.must' : 'redact.suggest')}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
