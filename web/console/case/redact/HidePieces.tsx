/** Choosing pieces of a text to hide: suggestions as buttons, anything else by selecting it. Positions are code points. */
import { Button } from 'antd'
import { useRef } from 'react'
import { replaceSpans } from '../../../../src/cases/redact/mask.ts'
import { findPersonal } from '../../../../src/cases/redact/suggest.ts'
import { useT } from '../../texts.ts'

export type Piece = { from: number; to: number }
type Props = { text: string; value?: Piece[]; onChange?: (pieces: Piece[]) => void; id?: string }

/** Where a selection stands, counted as people count characters. */
const codePoints = (text: string, unit: number) => [...text.slice(0, unit)].length

export function HidePieces({ text, value = [], onChange, id }: Props) {
  const t = useT()
  const area = useRef<HTMLTextAreaElement>(null)
  const suggested = findPersonal(text)
  const covered = (p: Piece) => value.some((v) => v.from <= p.from && p.to <= v.to)
  const add = (pieces: Piece[]) =>
    onChange?.([...value, ...pieces.filter((p) => p.from < p.to && !covered(p)).map(({ from, to }) => ({ from, to }))])
  const addSelected = () => {
    const box = area.current
    if (box) add([{ from: codePoints(text, box.selectionStart), to: codePoints(text, box.selectionEnd) }])
  }
  const open = suggested.filter((s) => !covered(s))
  return (
    <div className="hide">
      <textarea
        ref={area}
        id={id}
        readOnly
        value={text}
        rows={Math.min(10, 3 + text.length / 30)}
        aria-label={t('redact.hide.text')}
      />
      <div className="hide-tools">
        <Button size="small" onClick={addSelected}>
          {t('redact.hide.selected')}
        </Button>
        {open.length > 0 && (
          <Button size="small" onClick={() => add(open)}>
            {t('redact.hide.all')}
          </Button>
        )}
        {value.length > 0 && (
          <Button size="small" onClick={() => onChange?.(value.slice(0, -1))}>
            {t('redact.hide.undo')}
          </Button>
        )}
      </div>
      <ul className="hide-suggested">
        {open.map((s) => (
          <li key={s.from}>
            <button type="button" className="link" onClick={() => add([s])}>
              {t(`redact.kind.${s.kind}`)} <mark>{s.text}</mark>
            </button>
          </li>
        ))}
      </ul>
      <p className="case-muted" aria-live="polite">
        {value.length ? t('redact.hide.now', { n: value.length }) : t('redact.hide.none')}
      </p>
      {value.length > 0 && (
        <section className="preview" aria-label={t('redact.hide.shown')}>
          <h4>{t('redact.hide.shown')}</h4>
          <p className="case-said">{replaceSpans(text, value, () => '■■■')}</p>
        </section>
      )}
    </div>
  )
}
