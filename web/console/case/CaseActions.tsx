/** The steps open to the reader: the next one as the big button, the others as plain links. Draws `may`, decides nothing. */
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { CaseView } from '../api.ts'
import { contactState, contactWaits } from '../parts/contact-words.ts'
import { useMay, useMe } from '../queries.ts'
import { useT } from '../texts.ts'
import { type Action, layOut, marking } from './actions.ts'

// a case is read more often than a step is taken: its forms come when they are asked for
const stepPanel = () => import('./StepPanel.tsx')
const StepPanel = lazy(() => stepPanel().then((m) => ({ default: m.StepPanel })))

export function CaseActions({ c }: { c: CaseView }) {
  const t = useT()
  const [open, setOpen] = useState<Action | null>(null)
  const suggested = c.aboutSuggested ? marking.find((a) => c.may.includes(a)) : undefined
  const contact = contactWaits(c) && c.firstContact && contactState(c.firstContact, Date.now()) !== 'in-time'
  const { next, beside, rest } = layOut(c.may, {
    late: c.colour === 'late' || c.doubt !== null,
    contact: contact === true,
  })
  return (
    <section className="case-actions" aria-label={t('case.steps')} onPointerEnter={() => void stepPanel()}>
      {next ? (
        <div className="case-next">
          <Button type="primary" size="large" block onClick={() => setOpen(next)} data-action={next}>
            {t(`words.action.${next}`)}
          </Button>
          {beside && (
            <Button block onClick={() => setOpen(beside)} data-action={beside}>
              {t(`words.action.${beside}`)}
            </Button>
          )}
        </div>
      ) : (
        <p className="case-muted">{t(c.endedAt && !c.doubt ? 'case.ended' : 'case.waits-elsewhere')}</p>
      )}
      {suggested && (
        <p className="case-muted case-suggested">
          {t('about.suggested')}{' '}
          <button type="button" className="link" onClick={() => setOpen(suggested)}>
            {t('about.mark')}
          </button>
        </p>
      )}
      <WhyNotCall c={c} />
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
      {open && (
        <Suspense>
          <StepPanel key={`${c.id}:${open}`} c={c} action={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </section>
  )
}

/** Who may call in general, but not about this one, is told why. */
function WhyNotCall({ c }: { c: CaseView }) {
  const t = useT()
  const may = useMay()('case.call')
  const me = useMe().data?.member.id
  const wanted = (c.state === 'answered' && c.colour === 'late') || (c.state === 'closed' && c.doubt !== null)
  if (!may || !wanted || c.may.includes('confirmByCall')) return null
  return (
    <p className="case-muted">{t(c.registrar?.id === me ? 'time.not-caller.registrar' : 'time.not-caller.handler')}</p>
  )
}
