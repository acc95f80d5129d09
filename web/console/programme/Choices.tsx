/** Ties or kinds of records to take over, file by file. What every file begins with is ticked already. */
import { Checkbox } from 'antd'
import { useT } from '../texts.ts'
import { type Chosen, isThis } from './answers.ts'
import type { KnownFile } from './queries.ts'

type Props = {
  title: string
  note?: string
  part: 'ties' | 'records'
  known: readonly KnownFile[]
  chosen: readonly Chosen[]
  choose: (chosen: Chosen[]) => void
}

export function Choices({ title, note, part, known, chosen, choose }: Props) {
  const t = useT()
  return (
    <section className="scheme">
      <h2>{title}</h2>
      <p className="muted">
        {note} {t('programme.new.chosen', { n: chosen.length })}
      </p>
      {known
        .filter((file) => file[part].length)
        .map((file) => (
          <details key={file.code}>
            <summary>{file.title}</summary>
            <ul className="choices">
              {file[part].map((one) => {
                const it = { from: file.code, code: one.code }
                return (
                  <li key={one.code}>
                    <Checkbox
                      checked={one.included || chosen.some(isThis(it))}
                      disabled={one.included}
                      onChange={(e) =>
                        choose([...chosen.filter((c) => !isThis(it)(c)), ...(e.target.checked ? [it] : [])])
                      }
                    >
                      <b>{one.name}</b>
                      {one.included && ` (${t('programme.new.included')})`} <span className="muted">{one.says}</span>
                    </Checkbox>
                  </li>
                )
              })}
            </ul>
          </details>
        ))}
    </section>
  )
}
