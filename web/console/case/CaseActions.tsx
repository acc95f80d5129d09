/** The steps open to the reader: the next one as the big button, the others as plain links. Draws `may`, decides nothing. */
import { Button } from 'antd'
import { useState } from 'react'
import type { CaseView } from '../api.ts'
import { useT } from '../texts.ts'
import { type Action, layOut, marking } from './actions.ts'
import { StepPanel } from './StepPanel.tsx'

export function CaseActions({ c }: { c: CaseView }) {
  const t = useT()
  const [open, setOpen] = useState<Action | null>(null)
  const { next, rest } = layOut(c.may, c.colour === 'late')
  const suggested = c.aboutSuggested ? marking.find((a) => c.may.includes(a)) : undefined
  return (
    <section className="case-actions" aria-label={t('case.steps')}>
      {next ? (
        <div className="case-next">
          <Button type="primary" size="large" block onClick={() => setOpen(next)} data-action={next}>
            {t(`words.action.${next}`)}
          </Button>
        </div>
      ) : (
        <p className="case-muted">{t(c.endedAt ? 'case.ended' : 'case.waits-elsewhere')}</p>
      )}
      {suggested && (
        <p className="case-muted case-suggested">
          {t('about.suggested')}{' '}
          <button type="button" className="link" onClick={() => setOpen(suggested)}>
            {t('about.mark')}
          </button>
        </p>
      )}
      {rest.map(({ group, actions }) => (
        <div key={group} className="case-group">
          <h3>{t(`case.group.${group}`)}</h3>
          <ul>
            {actions.map((action) => (
              <li key={action}>
                <button type="button" className="link" onClick={() => setOpen(action)} data-action={action}>
                  {t(`words.action.${action}`)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {open && <StepPanel key={`${c.id}:${open}`} c={c} action={open} onClose={() => setOpen(null)} />}
    </section>
  )
}
