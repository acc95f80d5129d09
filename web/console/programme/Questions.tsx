/** The questions a first file is made from. Answers stay in this browser until they are sent, and afterwards to go on from. */
import { Button, Input } from 'antd'
import { useDraft } from '../case/draft.ts'
import { dayAhead } from '../case/when.ts'
import { Failed } from '../parts/Failed.tsx'
import { useT } from '../texts.ts'
import { type Chosen, type ChosenDuty, isThis } from './answers.ts'
import { Choices } from './Choices.tsx'
import { DutyChoice } from './DutyChoice.tsx'
import type { Answers, KnownFile, useDraftFile } from './queries.ts'

type Props = { known: readonly KnownFile[]; making: ReturnType<typeof useDraftFile>; make: (answers: Answers) => void }
type Kept = {
  title: string
  titleEn: string
  code: string
  about: string
  startsOn: string
  endsOn: string
  duties: ChosenDuty[]
  ties: Chosen[]
  records: Chosen[]
}
const nothing: Kept = {
  title: '',
  titleEn: '',
  code: '',
  about: '',
  startsOn: '',
  endsOn: '',
  duties: [],
  ties: [],
  records: [],
}
const codeForm = /^[a-z][a-z0-9-]{0,39}$/

export function Questions({ known, making, make }: Props) {
  const t = useT()
  const [kept, keep] = useDraft<Kept>('scheme-answers', { ...nothing, startsOn: dayAhead(0) })
  const put = (some: Partial<Kept>) => keep({ ...kept, ...some })
  const codeOk = codeForm.test(kept.code)
  const ready = kept.title.trim().length > 1 && codeOk && kept.about.trim().length > 1 && kept.startsOn !== ''
  const send = () =>
    make({
      ...kept,
      endsOn: kept.endsOn || null,
      duties: kept.duties.map(({ from, code, number, per }) => {
        const share = known.find((f) => f.code === from)?.duties.find((d) => d.code === code)?.share
        const n = number.trim() === '' ? null : Number(number) / (share ? 100 : 1)
        return { from, code, number: n === null || Number.isNaN(n) ? null : n, per: per as 'year' | null }
      }),
    })
  const line = (name: 'title' | 'titleEn' | 'code' | 'about', label: string, hint?: string) => (
    <>
      <label htmlFor={`new-${name}`}>{label}</label>
      <Input
        id={`new-${name}`}
        value={kept[name]}
        maxLength={name === 'about' ? 200 : 80}
        aria-describedby={hint && `new-${name}-hint`}
        onChange={(e) => put({ [name]: e.target.value })}
      />
      {hint && (
        <span id={`new-${name}-hint`} className="muted">
          {hint}
        </span>
      )}
    </>
  )
  return (
    <form
      className="questions"
      onSubmit={(e) => {
        e.preventDefault()
        send()
      }}
    >
      <section className="scheme stack">
        {line('title', t('programme.new.name'))}
        {line('titleEn', t('programme.new.name-en'))}
        {line('code', t('programme.new.code'), t('programme.new.code.hint'))}
        {kept.code !== '' && !codeOk && <p className="late">▲ {t('programme.new.pattern')}</p>}
        {line('about', t('programme.new.about'), t('programme.new.about.hint'))}
        <label htmlFor="new-from">{t('programme.new.from')}</label>
        <Input
          id="new-from"
          type="date"
          min={dayAhead(0)}
          value={kept.startsOn}
          onChange={(e) => put({ startsOn: e.target.value })}
        />
        <label htmlFor="new-to">{t('programme.new.to')}</label>
        <Input
          id="new-to"
          type="date"
          min={kept.startsOn}
          value={kept.endsOn}
          onChange={(e) => put({ endsOn: e.target.value })}
        />
      </section>
      <Choices
        title={t('programme.new.ties')}
        part="ties"
        known={known}
        chosen={kept.ties}
        choose={(ties) => put({ ties })}
      />
      <section className="scheme">
        <h2>{t('programme.new.duties')}</h2>
        <p className="muted">
          {t('programme.new.duties.hint')} {t('programme.new.chosen', { n: kept.duties.length })}
        </p>
        {known
          .filter((file) => file.duties.length)
          .map((file) => (
            <details key={file.code}>
              <summary>{file.title}</summary>
              <ul className="choices">
                {file.duties.map((duty) => (
                  <DutyChoice
                    key={duty.code}
                    from={file.code}
                    duty={duty}
                    chosen={kept.duties.find(isThis({ from: file.code, code: duty.code }))}
                    put={(now) => {
                      const others = kept.duties.filter((d) => !isThis({ from: file.code, code: duty.code })(d))
                      put({ duties: now ? [...others, now] : others })
                    }}
                  />
                ))}
              </ul>
            </details>
          ))}
      </section>
      <Choices
        title={t('programme.new.records')}
        note={t('programme.new.records.hint')}
        part="records"
        known={known}
        chosen={kept.records}
        choose={(records) => put({ records })}
      />
      <p>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={making.isPending}>
          {t('programme.new.make')}
        </Button>
      </p>
      {!ready && <p className="muted">{t('programme.new.missing')}</p>}
      {making.isError && <Failed error={making.error} />}
    </form>
  )
}
