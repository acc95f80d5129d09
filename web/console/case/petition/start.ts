/** What a petition's form begins with: drafts from what is recorded already, for a person to make their own. */
import type { Need } from '../../../../src/cases/model.ts'
import type { CaseView } from '../../api.ts'
import { type Language, nameIn, type T } from '../../texts.ts'
import type { Action } from '../actions.ts'
import type { Values } from '../forms/form.ts'
import { dayAhead, dayText } from '../when.ts'
import { extensionDays } from './TimeFields.tsx'

const short = (text: string, most: number) => ([...text].length > most ? `${[...text].slice(0, most).join('')}…` : text)

export function petitionStart(c: CaseView, action: Action, need: Need, t: T, language: Language): Values {
  switch (need) {
    case 'Petition':
      return {
        receivedOn: dayAhead(0, c.registeredAt),
        visit: 'first',
        persons: 1,
        address: c.contact ? 'known' : 'unknown',
      }
    case 'PetitionNumber':
      return c.petition?.number ? { externalNumber: c.petition.number } : {}
    case 'PetitionKind':
      return c.handled?.kind ? { kind: c.handled.kind } : {}
    case 'PetitionTell':
      return { notice: noticeDraft(c, t, language) }
    case 'PetitionExtension': {
      const due = c.handled?.clocks.find((k) => k.clock === 'conclude')?.dueAt
      return due ? { until: dayAhead(extensionDays - 2, due) } : {}
    }
    case 'Opinion':
      return { request: short(c.words, 300), review: reviewDraft(action, t), measures: [] }
    case 'Reason':
      return action === 'extendPetition' && c.handled?.extension ? { reason: c.handled.extension.reason } : {}
    default:
      return {}
  }
}

function noticeDraft(c: CaseView, t: T, language: Language) {
  const { handled } = c
  const due = handled?.clocks.find((k) => k.clock === 'conclude')?.dueAt
  return t('petition.draft.notice', {
    problem: short(c.words.replace(/\s+/g, ' '), 30),
    received: handled ? dayText(language, handled.receivedOn) : '',
    number: c.number,
    road: handled?.road ? t(`petition.road.${handled.road}`) + (handled.where ? `（${handled.where}）` : '') : '',
    until: due ? t('petition.draft.until', { day: dayText(language, due) }) : '',
    org: c.holder ? nameIn(language, c.holder) : '',
  })
}
function reviewDraft(action: Action, t: T) {
  if (action === 'answerReReview') return t('petition.draft.last')
  const which = action === 'answerReview' ? 're-review' : 'review'
  return t(`petition.draft.${which}`, { org: t('petition.draft.outside') })
}
