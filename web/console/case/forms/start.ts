/** What a form begins with: what is known already, and the usual day to promise. */
import type { CaseView } from '../../api.ts'
import { type Action, stepOf } from '../actions.ts'
import { dayAhead, minuteNow } from '../when.ts'
import type { Values } from './form.ts'
import { publicCopy } from './PublishFields.tsx'

/** About ten working days: the scheme's usual limit for a town. */
const usualDays = 14
/** Ninety days: twice within the longest a case may be shelved. */
const reviewDays = 90

const week = 7

export function startOf(c: CaseView, action: Action): Values {
  switch (stepOf[action].needs) {
    case 'Sort':
      return {
        urgency: c.urgency,
        extent: c.extent ?? 'individual',
        ...(c.category && { category: c.category }),
        ...(c.nature && { nature: c.nature }),
        ...(c.title && { title: c.title }),
      }
    case 'Dispatch':
      return { dueDay: dayAhead(usualDays) }
    case 'Shelve':
      return { reviewDay: dayAhead(reviewDays) }
    case 'CalledConfirm':
    case 'CalledDispute':
    case 'CallNote':
      return { calledAt: minuteNow(), ...(c.contact?.phone && { numberTail: c.contact.phone.slice(-4) }) }
    case 'Receive':
      return c.holderMember ? { responsibleId: c.holderMember.id } : {}
    case 'Extension':
      return c.dueAt ? { until: dayAhead(week, c.dueAt) } : {}
    case 'Publish':
      return publicCopy(c)
    case 'Answer':
      return { result: 'resolved' }
    default:
      return {}
  }
}
