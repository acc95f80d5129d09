/** A step in words: what was done, the facts it carries, and what was written with it. */
import type { CaseEvent } from '../api.ts'
import { useScheme } from '../parts/useScheme.ts'
import { useSpeech } from '../texts.ts'
import { useMemberName, useOrgName } from './known.ts'
import { dayText } from './when.ts'
import { wordOrder } from './word-order.ts'

/** Steps that hand the case to another: the reader is told to whom. */
const handsOver = [
  'handUp',
  'escalate',
  'dispatch',
  'sendBack',
  'appeal',
  'dispute',
  'disputeByCall',
  'recall',
  'lateUnaccepted',
  'lateInHand',
  'lateLinked',
  'lateDispatched',
  'notSettled',
  'markAbout',
  'markAboutInHand',
  'consentToReturn',
  'askReview',
  'askReviewHeard',
  'askReReview',
  'askReReviewHeard',
]

export function useEventWords() {
  const { t, language } = useSpeech()
  const { word } = useScheme()
  const orgName = useOrgName()
  const memberName = useMemberName()

  /** What was done, and where it leads, in a line. */
  const line = ({ type, data }: CaseEvent): string => {
    const to =
      type === 'assign' || type === 'handOver'
        ? memberName(data.memberId)
        : handsOver.includes(type)
          ? orgName(data.holder)
          : ''
    const number = data.newNumber ?? data.leadNumber
    const did = t(`words.did.${type}`)
    if (number) return t('case.did-number', { did, number: String(number) })
    return to ? t('case.did-to', { did, to }) : did
  }

  /** Facts beside the line, each only when the step carries it. */
  const facts = ({ type, data, texts }: CaseEvent): string[] => {
    const code = (field: string) => (typeof data[field] === 'string' ? (data[field] as string) : '')
    const day = (field: string, key: string) => code(field) && t(key, { day: dayText(language, code(field)) })
    const mentions = Array.isArray(data.mentions) ? data.mentions.map(memberName).filter(Boolean) : []
    const list = (value: unknown) => (Array.isArray(value) ? value : [])
    const whom = [...list(data.orgs).map(orgName), ...list(data.members).map(memberName)].filter(Boolean)
    return [
      code('category') && word('categories', code('category')),
      code('nature') && word('natures', code('nature')),
      code('urgency') === 'urgent' && t('words.urgency.urgent'),
      code('extent') === 'common' && t('words.extent.common'),
      ...(Array.isArray(data.rates) ? data.rates.map((rate) => t(`figures.name.${rate as string}`)) : []),
      code('ground') && word(type === 'askExclusion' ? 'exclusions' : 'declineGrounds', code('ground')),
      code('decision') && t(`figures.decision.${code('decision')}`),
      code('responsibleId') && t('case.responsible-is', { name: memberName(code('responsibleId')) }),
      day('dueDay', 'case.by-day'),
      day('until', 'case.until-day'),
      type === 'approveExtension' && day('due', 'case.until-day'),
      day('reviewDay', 'case.review-on'),
      code('kind') && t(`petition.kind.${code('kind')}`),
      code('road') && t(`petition.road.${code('road')}`),
      code('where'),
      code('externalNumber'),
      code('outcome') && t(`petition.outcome.${code('outcome')}`),
      Array.isArray(data.measures) && data.measures.map((m) => t(`petition.measure.${m}`)).join(t('case.list-comma')),
      day('statute', 'petition.until'),
      !code('outcome') && code('result') && t(`words.outcome.${code('result')}`),
      code('resolved') && t(`words.resolved.${code('resolved')}`),
      code('satisfied') && t(`words.grade.${code('satisfied')}`),
      (texts.publicNote ?? code('publicNote')) &&
        t('case.public-note-is', { note: texts.publicNote ?? code('publicNote') }),
      code('publicNote') && t('case.public-note-is', { note: code('publicNote') }),
      code('saidBy') && t(code('saidBy') === 'resident' ? 'about.said-by-resident' : 'about.said-by-desk'),
      whom.length > 0 && whom.join(t('case.list-comma')),
      mentions.length > 0 && t('case.mentioned', { names: mentions.join(t('case.list-comma')) }),
    ].filter((fact): fact is string => typeof fact === 'string' && fact !== '')
  }

  const words = ({ texts }: CaseEvent) =>
    wordOrder.flatMap((field) => (texts[field] ? [{ field, label: t(`case.text.${field}`), text: texts[field] }] : []))

  return { line, facts, words }
}
