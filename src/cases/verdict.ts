/** Whether a verdict's parts fit together. Pure. What does not fit is no fault of the resident's: somebody calls and asks. */
import type { Grade } from './vocabulary.ts'

type Given = { resolved?: 'yes' | 'partly' | 'no' | undefined; satisfied?: Grade | undefined; why?: string | undefined }
const content: readonly Grade[] = ['very-satisfied', 'satisfied']
const discontent: readonly Grade[] = ['dissatisfied', 'very-dissatisfied']

/**
 * `grades`: not settled, yet satisfied. `words`: settled or satisfied, yet the words say it is not (“还没修好”). Dissatisfied with
 * something settled is no contradiction: the two are two questions.
 */
export function doubtOf({ resolved, satisfied, why }: Given, doubtWords: readonly string[]): 'words' | 'grades' | null {
  const glad = satisfied !== undefined && content.includes(satisfied)
  const sad = satisfied !== undefined && discontent.includes(satisfied)
  const said = (why ?? '').toLowerCase()
  if ((resolved === 'yes' || glad) && !sad && doubtWords.some((word) => said.includes(word.toLowerCase())))
    return 'words'
  if (resolved !== undefined && resolved !== 'yes' && glad) return 'grades'
  return null
}
