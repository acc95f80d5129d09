/** One page of the handbook: problem, acceptance, state, result, reflection. */
import { Link } from '@tanstack/react-router'
import { stepOf } from '../case/actions.ts'
import { timeText } from '../case/when.ts'
import { useSpeech } from '../texts.ts'
import type { Item } from './item.ts'
import { Reflection } from './Reflection.tsx'

export function HandbookEntry({ item }: { item: Item }) {
  const { t, language } = useSpeech()
  // the record names a step, or holds the words given with it
  const acceptance = item.acceptance && item.acceptance in stepOf ? t(`words.did.${item.acceptance}`) : item.acceptance
  const rows: [string, string | null][] = [
    ['problem', item.problem],
    ['acceptance', acceptance],
    ['state', t(`words.state.${item.state}`)],
    ['result', item.result],
  ]
  return (
    <article className="handbook-entry">
      <h2>
        <Link to="/cases/$caseId" params={{ caseId: item.id }}>
          {item.number}
        </Link>
        <time dateTime={item.at}>{timeText(language, item.at)}</time>
      </h2>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`case.handbook.${name}`)}</dt>
            <dd>{value ?? t('case.handbook.not-yet')}</dd>
          </div>
        ))}
        <div>
          <dt>{t('case.handbook.reflection')}</dt>
          <dd>
            <Reflection item={item} />
          </dd>
        </div>
      </dl>
    </article>
  )
}
