/** From the text of a file to a scheme in force: nothing typed is lost on the way, and nothing changes before the last step. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef } from 'react'
import { dateText } from '../admin/date-text.ts'
import { forgetDraft, useDraft } from '../case/draft.ts'
import { Failed } from '../parts/Failed.tsx'
import { useSpeech } from '../texts.ts'
import { ApplyForm } from './ApplyForm.tsx'
import { FaultLines } from './FaultLines.tsx'
import { PlanView } from './PlanView.tsx'
import { type Asked, useApply, usePlan } from './queries.ts'

const longest = 150_000

type Props = {
  /** Under which the text is kept until it is applied. */
  name: string
  /** What it begins with. */
  first?: string
  applied?: () => void
}

export function FileSteps({ name, first = '', applied }: Props) {
  const { t, language } = useSpeech()
  const [text, setText] = useDraft(name, first)
  const field = useRef<HTMLTextAreaElement>(null)
  const plan = usePlan()
  const apply = useApply()
  const looked = plan.data
  // what was checked is not what stands there any more
  const stale = plan.variables !== undefined && plan.variables.source !== text
  const check = (days: Omit<Asked, 'source'> = {}) => {
    apply.reset()
    plan.mutate({ source: text, ...days })
  }
  const goTo = (line: number) => {
    const area = field.current
    if (!area) return
    const lines = text.split('\n')
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    area.focus()
    area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
    area.scrollTop = Math.max(0, (line - 4) * (area.scrollHeight / Math.max(lines.length, 1)))
  }
  if (apply.isSuccess)
    return (
      <section className="scheme" role="status">
        <p>
          ●{' '}
          {t('programme.apply.done', {
            title: looked?.plan?.title ?? apply.data.code,
            day: dateText(language, apply.data.startsOn),
          })}
        </p>
        <p>
          <Link to="/programme">{t('programme.apply.see')}</Link>
        </p>
      </section>
    )
  return (
    <>
      <section className="scheme stack">
        <label htmlFor="scheme-upload">{t('programme.change.file')}</label>
        <input
          id="scheme-upload"
          type="file"
          accept=".yaml,.yml,text/yaml"
          onChange={(e) => void e.target.files?.[0]?.text().then(setText)}
        />
        <label htmlFor="scheme-text">{t('programme.change.text')}</label>
        <textarea
          id="scheme-text"
          ref={field}
          className="scheme-text"
          rows={18}
          spellCheck={false}
          wrap="off"
          value={text}
          aria-invalid={(looked?.faults.length ?? 0) > 0 && !stale}
          aria-describedby="scheme-faults"
          onChange={(e) => setText(e.target.value)}
        />
        {text.length > longest && <p className="late">▲ {t('programme.change.too-large')}</p>}
        <Button
          type={looked?.plan && !stale ? 'default' : 'primary'}
          disabled={text.trim() === '' || text.length > longest}
          loading={plan.isPending}
          onClick={() => check()}
        >
          {t('programme.change.check')}
        </Button>
        {text.trim() === '' && <p className="muted">{t('programme.change.empty')}</p>}
        {plan.isError && <Failed error={plan.error} />}
        <div id="scheme-faults">
          {looked && looked.faults.length > 0 && (
            <FaultLines faults={looked.faults} text={plan.variables.source} goTo={goTo} />
          )}
        </div>
      </section>
      {looked?.plan && (
        <section className="scheme" aria-labelledby="scheme-plan" aria-busy={plan.isPending}>
          <PlanView plan={looked.plan} />
          {stale ? (
            <p className="late" role="status">
              ▲ {t('programme.plan.stale')}
            </p>
          ) : (
            <ApplyForm
              key={looked.plan.token}
              plan={looked.plan}
              again={check}
              apply={apply}
              send={(asked) =>
                apply.mutate(
                  { source: text, ...asked },
                  {
                    onSuccess: () => {
                      forgetDraft(name)
                      applied?.()
                    },
                  },
                )
              }
            />
          )}
        </section>
      )}
    </>
  )
}
