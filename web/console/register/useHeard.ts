/** A request heard while work was done: what the record knows already stands in the sheet, and the case is handed in through it. */
import { api, call, type Receipt } from '../api.ts'
import { useHouseholds, useProgramme } from '../queries.ts'
import { useRecord } from '../records/queries.ts'
import type { Sheet, toRequest } from './sheet.ts'

export type Heard = {
  /** Under which its sheet is kept on this device. */
  draft: string
  known: Partial<Sheet>
  hand(body: ReturnType<typeof toRequest>): Promise<Receipt>
}

/** `coming` until all that is to stand in the sheet is known. */
export function useHeard(recordId: string | undefined, promiseId: string | undefined): Heard | 'coming' | undefined {
  const { data: record, isError } = useRecord(recordId)
  const { data: programme } = useProgramme()
  const village = record?.villageId ?? undefined
  const households = useHouseholds(village)
  if (!recordId || isError) return undefined
  if (!record || !programme || (village && households.isPending)) return 'coming'
  const residentId = households.data?.find((h) => h.id === record.householdId)?.headId
  // once it is kept, what is written down next is something else
  const promise = record.followUps.find((f) => f.id === promiseId && f.may)
  return {
    draft: `register:${recordId}:${promise?.id ?? ''}`,
    known: {
      ...(village && { villageId: village }),
      ...(residentId && { residentId }),
      ...(record.place && { place: record.place }),
      ...(promise && { words: promise.what }),
      ...(programme.channels['visit']?.staff && { channel: 'visit' }),
      heardAt: record.onDay,
    },
    hand: (body) =>
      call(
        api.POST('/records/{recordId}/cases', {
          params: { path: { recordId } },
          body: { ...body, ...(promise && { followUpId: promise.id }) },
        }),
      ),
  }
}
