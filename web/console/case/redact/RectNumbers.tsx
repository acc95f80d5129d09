/** One box in numbers: for the keyboard, and for who wants to be exact. */
import { InputNumber } from 'antd'
import { useId } from 'react'
import { useT } from '../../texts.ts'
import { changed, type Rect } from './rect.ts'

type Props = { n: number; rect: Rect; onChange: (rect: Rect) => void; onRemove: () => void }

export function RectNumbers({ n, rect, onChange, onRemove }: Props) {
  const t = useT()
  const id = useId()
  const fields = [
    ['x', t('redact.black.x')],
    ['y', t('redact.black.y')],
    ['width', t('redact.black.width')],
    ['height', t('redact.black.height')],
  ] as const
  return (
    <fieldset className="rect-numbers">
      <legend>{t('redact.black.rect', { n })}</legend>
      {fields.map(([field, label]) => (
        <label key={field} htmlFor={`${id}-${field}`}>
          {label}
          <InputNumber
            id={`${id}-${field}`}
            size="small"
            min={0}
            max={100}
            value={Math.round(rect[field] * 1000) / 10}
            onChange={(value) => onChange(changed(rect, field, Number(value ?? 0)))}
          />
        </label>
      ))}
      <button type="button" className="link" onClick={onRemove}>
        {t('redact.black.remove')}
      </button>
    </fieldset>
  )
}
