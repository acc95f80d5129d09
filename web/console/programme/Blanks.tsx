/** Numbers the document leaves open: put here by whoever keeps the schemes, shown as not set to everybody else. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { dayText } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { useSpeech } from '../texts.ts'
import { type SchemeView, useFill } from './queries.ts'

type Blank = SchemeView['blanksOpen'][number]

export function Blanks({ scheme, keeps }: { scheme: SchemeView; keeps: boolean }) {
  const { t } = useSpeech()
  const { blanksOpen: blanks } = scheme
  if (!blanks.length) return null
  const open = blanks.filter((b) => b.number === null).length
  return (
    <details className="blanks" open={open > 0}>
      <summary>
        {t('programme.blanks')} <span className="muted">{open ? `◐ ${open}` : t('programme.blanks.all')}</span>
      </summary>
      <p className="muted">{t(keeps ? 'programme.blanks.note' : 'programme.blanks.read')}</p>
      <ul>
        {blanks.map((blank) => (
          <li key={blank.key}>
            {keeps && (blank.number === null || blank.today) ? (
              <OneBlank code={scheme.code} blank={blank} />
            ) : (
              <span>
                <span className="muted">{blank.name}</span>{' '}
                {blank.number === null ? t('programme.not-set') : <Filled blank={blank} />}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A share is written in per cent, as people say it. */
const shown = ({ share, number }: Blank) => (number === null ? '' : String(share ? number * 100 : number))

function Filled({ blank }: { blank: Blank }) {
  const { t, language } = useSpeech()
  const n = `${shown(blank)}${blank.share ? ' %' : ''}`
  return (
    <>
      {t('programme.blanks.done', {
        n,
        day: blank.filledAt ? dayText(language, blank.filledAt) : '–',
        who: blank.filledBy ?? t('programme.blanks.operator'),
      })}
    </>
  )
}

function OneBlank({ code, blank }: { code: string; blank: Blank }) {
  const { t } = useSpeech()
  const fill = useFill(code)
  const [text, setText] = useState(shown(blank))
  const number = Number(text.replace(/[%％]/, '').trim())
  const id = `blank-${code}-${blank.key.replace('.', '-')}`
  const put = () => fill.mutate({ blank: blank.key, number: blank.share ? number / 100 : number })
  return (
    <form
      className="blank"
      onSubmit={(e) => {
        e.preventDefault()
        put()
      }}
    >
      <label htmlFor={id}>{blank.name}</label>
      <Input
        id={id}
        inputMode="decimal"
        value={text}
        onChange={(e) => setText(e.target.value)}
        {...(blank.share && { suffix: '%' })}
      />
      <Button htmlType="submit" disabled={text.trim() === '' || Number.isNaN(number)} loading={fill.isPending}>
        {t('programme.blanks.put')}
      </Button>
      {blank.number !== null && (
        <span className="muted">
          <Filled blank={blank} />
        </span>
      )}
      {fill.isError && <Failed error={fill.error} />}
    </form>
  )
}
