/** The five national grades (好差评), best first, as the model lists them. */
import type { Grade } from '../../../../src/cases/model.ts'

export const grades = [
  'very-satisfied',
  'satisfied',
  'fair',
  'dissatisfied',
  'very-dissatisfied',
] as const satisfies readonly Grade[]
