/** What else a scheme says: who serves whom, what is written down, where nobody may be left out, money and books. */
import { useT } from '../texts.ts'
import type { SchemeView } from './queries.ts'

const parts = [
  ['ties', 'programme.ties'],
  ['records', 'programme.records'],
  ['tests', 'programme.tests'],
  ['pots', 'programme.pots'],
  ['books', 'programme.books'],
] as const

export function Parts({ scheme }: { scheme: SchemeView }) {
  const t = useT()
  return parts
    .filter(([part]) => scheme[part].length)
    .map(([part, title]) => (
      <details key={part}>
        <summary>
          {t(title)} <span className="muted">{scheme[part].length}</span>
        </summary>
        <ul className="scheme-part">
          {scheme[part].map((one) => (
            <li key={one.code}>
              <span>
                <b>{one.name}</b>
                {one.says && one.says !== one.name && ` · ${one.says}`}
              </span>
              {one.quote && <span className="muted quote-line">{t('programme.quote', { quote: one.quote })}</span>}
            </li>
          ))}
        </ul>
      </details>
    ))
}
