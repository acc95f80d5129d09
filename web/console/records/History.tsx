/** Every version of a record, the newest on top: who changed what, when and why; what stood before stays readable. */
import { timeText } from '../case/when.ts'
import { useSpeech } from '../texts.ts'
import { Cells } from './Cells.tsx'
import type { RecordView } from './queries.ts'

export function History({ record }: { record: RecordView }) {
  const { t, language } = useSpeech()
  return (
    <details className="record-history">
      <summary>{t('records.history', { n: record.history.length })}</summary>
      <ol>
        {[...record.history].reverse().map((h) => (
          <li key={h.version}>
            <p>
              <b>{t(`records.change.${h.kind}`)}</b>
              {h.step && ` · ${h.step[language]}`} · {h.by.name} · {timeText(language, h.at)}
            </p>
            {h.why && <p className="case-muted">{t('records.change.why', { why: h.why })}</p>}
            <Cells cells={h.cells} />
          </li>
        ))}
      </ol>
    </details>
  )
}
