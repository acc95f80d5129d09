/** The last day of a scheme. */
import { Input } from 'antd'
import { useState } from 'react'
import { dayAhead } from '../case/when.ts'
import { AskDialog } from '../parts/AskDialog.tsx'
import { useT } from '../texts.ts'
import { ProblemLines } from './ProblemLines.tsx'
import { type SchemeLine, useEnd } from './queries.ts'

export function EndDialog({ line, done }: { line: SchemeLine; done: () => void }) {
  const t = useT()
  const end = useEnd(line.code)
  const [on, setOn] = useState(dayAhead(0))
  return (
    <AskDialog
      title={t('programme.end.title', { title: line.title })}
      ok={t('programme.end.do')}
      sending={end}
      ready={on !== ''}
      danger
      send={() => end.mutate(on, { onSuccess: done })}
      close={done}
    >
      <p>{t('programme.end.means')}</p>
      <label htmlFor="scheme-last">{t('programme.end.day')}</label>
      <Input id="scheme-last" type="date" min={dayAhead(0)} value={on} onChange={(e) => setOn(e.target.value)} />
      <ProblemLines error={end.error} />
    </AskDialog>
  )
}
