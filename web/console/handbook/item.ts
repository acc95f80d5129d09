/** One request as the handbook shows it. */
import type { useHandbook } from '../queries.ts'

export type Item = NonNullable<ReturnType<typeof useHandbook>['data']>['pages'][number]['items'][number]
