/** One scheme that runs or is to run: its days, its promises, and its file. */
import { Button } from 'antd'
import { useState } from 'react'
import { dateText } from '../admin/date-text.ts'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useSpeech } from '../texts.ts'
import { Blanks } from './Blanks.tsx'
import { EndDialog } from './EndDialog.tsx'
import { FileText } from './FileText.tsx'
import { Parts } from './Parts.tsx'
import { Promises } from './Promises.tsx'
import { type SchemeLine, useScheme } from './queries.ts'

/** `2027年1月1日 起，长期`. */
export function useDays() {
  const { t, language } = useSpeech()
  return ({ startsOn, endsOn }: Pick<SchemeLine, 'startsOn' | 'endsOn'>) =>
    t('programme.days', {
      from: dateText(language, startsOn),
      to: endsOn ? t('programme.cli.to', { day: dateText(language, endsOn) }) : t('programme.cli.open'),
    })
}

export function SchemeCard({ line, keeps }: { line: SchemeLine; keeps: boolean }) {
  const { t } = useSpeech()
  const days = useDays()
  const scheme = useScheme(line.code, line.version)
  const [ending, setEnding] = useState(false)
  const id = `scheme-${line.code}-${line.version}`
  return (
    <section className="scheme" aria-labelledby={id}>
      <header className="scheme-head">
        <h2 id={id}>{line.title}</h2>
        <span className={`tag tag-${line.state === 'running' ? 'in-time' : 'elsewhere'}`}>
          {line.state === 'running' ? '●' : '◐'} {t(`programme.state.${line.state}`)}
        </span>
        <p className="muted">
          {t('programme.version', { n: line.version })} · {days(line)}
        </p>
        {keeps && (
          <Button className="scheme-end" onClick={() => setEnding(true)}>
            {t('programme.end')}
          </Button>
        )}
      </header>
      {scheme.isPending ? (
        <Loading rows={3} />
      ) : scheme.isError ? (
        <Failed error={scheme.error} retry={() => void scheme.refetch()} />
      ) : (
        <>
          <p className="muted">{t('programme.about', { source: scheme.data.about })}</p>
          <Blanks scheme={scheme.data} keeps={keeps} />
          <Promises duties={scheme.data.duties} />
          <Parts scheme={scheme.data} />
          <FileText code={line.code} version={line.version} text={scheme.data.file} />
        </>
      )}
      {ending && <EndDialog line={line} done={() => setEnding(false)} />}
    </section>
  )
}
