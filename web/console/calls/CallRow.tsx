/** One resident to call: what they asked for, the number, how often it was tried, and what they said by a click. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { CallItem } from '../api.ts'
import type { Action } from '../case/actions.ts'
import { type Clear, RevealForm } from '../case/RevealForm.tsx'
import { Clock } from '../parts/Clock.tsx'
import { useMay } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import type { Calling } from './CallForm.tsx'

/** In the order in which a call ends; resting comes last, and only when it is open. */
const offered = ['confirmByCall', 'disputeByCall', 'noteCall', 'restUnanswered'] as const satisfies readonly Action[]

type Props = { of: CallItem; attempts: number; choose: (calling: Calling) => void }

export function CallRow({ of, attempts, choose }: Props) {
  const t = useT()
  const name = useName()
  const may = useMay()
  const [clear, setClear] = useState<Clear>()
  const person = clear ?? of
  return (
    <li className="call" data-case={of.number}>
      <div className="call-what">
        <Link to="/cases/$caseId" params={{ caseId: of.id }} className="row-opening">
          {of.opening}
        </Link>
        <p className="row-facts">
          <span>{of.number}</span>
          <span>{[name(of.village), of.place].filter(Boolean).join(' ')}</span>
          {of.why === 'doubt' && of.doubt ? (
            <span className="tag tag-due-soon">{t(`time.doubt.${of.doubt}`)}</span>
          ) : (
            <Clock of={of} bar={false} />
          )}
        </p>
      </div>
      <div className="call-whom">
        {of.phone ? (
          <>
            <p>
              {person.name} <span className="number">{person.phone}</span>{' '}
              {clear?.phone && <a href={`tel:${clear.phone}`}>{t('case.call')}</a>}
            </p>
            {!clear && !of.mine && may('contact.reveal') && <RevealForm caseId={of.id} done={setClear} />}
          </>
        ) : (
          <p className="muted">{t('time.calls.nobody')}</p>
        )}
      </div>
      <div className="call-do">
        <p className={of.calls >= attempts ? 'tag tag-due-soon' : 'muted'}>
          {t('time.calls.attempts', { n: of.calls, of: attempts })}
        </p>
        {of.mine ? (
          <p className="muted">{t('time.not-caller.handler')}</p>
        ) : (
          offered
            .filter((action) => of.may.includes(action))
            .map((action) => (
              <Button
                key={action}
                size="small"
                type={action === 'confirmByCall' ? 'primary' : 'default'}
                onClick={() => choose({ caseId: of.id, action })}
                data-action={action}
              >
                {t(`time.said.${action}`)}
              </Button>
            ))
        )}
      </div>
    </li>
  )
}
