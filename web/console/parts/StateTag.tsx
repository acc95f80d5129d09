/** A case's state as a word on a quiet ground. */
import type { CaseSummary } from '../api.ts'
import { useT } from '../texts.ts'

const tone: Partial<Record<CaseSummary['state'], string>> = {
  closed: 'ended',
  declined: 'ended',
  withdrawn: 'ended',
  reopened: 'late',
  shelved: 'due-soon',
  'extension-asked': 'due-soon',
  answered: 'whistle',
}

export function StateTag({ state }: { state: CaseSummary['state'] }) {
  const t = useT()
  return <span className={`tag tag-${tone[state] ?? 'elsewhere'}`}>{t(`words.state.${state}`)}</span>
}
