/** A request being written: sealed, kept by the cookie of the one who writes it, until it is handed in. */
import { z } from 'zod'
import type { House } from '../access/command.ts'
import { newId } from '../kernel/ids.ts'
import type { Tx } from '../kernel/scope.ts'
import { Id } from './model.ts'
import { Receipt } from './views.ts'

export const Draft = z.object({
  /** Makes a second press of the send button harmless. */
  clientKey: z.string(),
  words: z.string(),
  villageId: Id.optional(),
  place: z.string().optional(),
  /** `none`: stays anonymous, and was told what that means. */
  contact: z.union([z.literal('none'), z.object({ phone: z.string(), name: z.string().optional() })]).optional(),
  /** Whom it is about, as answered; `askAbout` when the resident asked to be asked. */
  about: z
    .object({ kind: z.enum(['none', 'village', 'town', 'department', 'county']), orgId: Id.optional() })
    .optional(),
  askAbout: z.boolean().optional(),
  /** Other doors already shown: each is shown once. */
  shown: z.array(z.string()).default([]),
  sent: Receipt.optional(),
})
export type Draft = z.output<typeof Draft>
export type KeptDraft = { readonly id: string; readonly draft: Draft }

/** The scope in which a draft and its files are seen. */
export const draftScope = (jurisdictionId: number, id: string) => ({ jurisdictionId, draft: id })

export const beginDraft = (house: House, words: string): KeptDraft => {
  const id = newId(house.now())
  return { id, draft: { clientKey: `web:${newId(house.now())}`, words, shown: [] } }
}

/** Keeps the draft; a second time overwrites it. */
export async function keepDraft(
  house: House,
  jurisdictionId: number,
  { id, draft }: KeptDraft,
  within?: Tx,
): Promise<void> {
  const sealed = house.keys.sealDraft(jurisdictionId, id, JSON.stringify(draft))
  const write = (tx: Tx) =>
    tx
      .insertInto('drafts')
      .values({ jurisdiction_id: jurisdictionId, id, sealed, changed_at: house.now() })
      .onConflict((c) => c.columns(['jurisdiction_id', 'id']).doUpdateSet({ sealed, changed_at: house.now() }))
      .execute()
  await (within ? write(within) : house.db.transaction(draftScope(jurisdictionId, id), write))
}

/** The draft of this id, or undefined when it is gone or cannot be opened any more. */
export async function findDraft(house: House, jurisdictionId: number, id: string): Promise<KeptDraft | undefined> {
  const row = await house.db.transaction(draftScope(jurisdictionId, id), (tx) =>
    tx.selectFrom('drafts').select('sealed').where('id', '=', id).executeTakeFirst(),
  )
  if (!row) return undefined
  const parsed = Draft.safeParse(JSON.parse(house.keys.openDraft(jurisdictionId, id, row.sealed)))
  return parsed.success ? { id, draft: parsed.data } : undefined
}

/** Takes a draft and its uploads away in the transaction in which `kept` puts it elsewhere; when that gives nothing, it stays. */
export const discardDraft = <T>(
  house: House,
  jurisdictionId: number,
  id: string,
  kept: (tx: Tx) => Promise<T | undefined>,
): Promise<T | undefined> =>
  house.db.transaction(draftScope(jurisdictionId, id), async (tx) => {
    const done = await kept(tx)
    if (done === undefined) return undefined
    await tx.deleteFrom('drafts').where('id', '=', id).execute()
    await tx.deleteFrom('files').where('draft_id', '=', id).where('case_id', 'is', null).execute()
    return done
  })

export type DraftFile = { id: string; kind: string; name: string; size: number; thumb_sha256: string | null }

/** Files uploaded and not yet part of a request, oldest first. */
export const listDraftFiles = (house: House, jurisdictionId: number, id: string): Promise<DraftFile[]> =>
  house.db.transaction(draftScope(jurisdictionId, id), (tx) =>
    tx
      .selectFrom('files')
      .select(['id', 'kind', 'name', 'size', 'thumb_sha256'])
      .where('draft_id', '=', id)
      .where('case_id', 'is', null)
      .orderBy('id')
      .limit(20)
      .execute(),
  )

/** Takes a file off the draft. The stored bytes are shared by content and stay until the sweep. */
export const removeDraftFile = (house: House, jurisdictionId: number, id: string, fileId: string) =>
  house.db.transaction(draftScope(jurisdictionId, id), (tx) =>
    tx.deleteFrom('files').where('id', '=', fileId).where('draft_id', '=', id).where('case_id', 'is', null).execute(),
  )
