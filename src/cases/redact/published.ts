/** What is published of a case, as the desk sees it; and what of a village, as everybody does. */
import type { Doing, House } from '../../access/command.ts'
import { alsoOpen } from '../../kernel/scope.ts'
import type { CaseRow } from '../store.ts'

/** Whether the resident agreed, and the copy that is public now. */
export async function publishingOf(d: Doing, row: CaseRow) {
  const copy = row.published
    ? await d.tx
        .selectFrom('publications')
        .innerJoin('members', (j) =>
          j
            .onRef('members.jurisdiction_id', '=', 'publications.jurisdiction_id')
            .onRef('members.id', '=', 'publications.confirmed_by'),
        )
        .select(['publications.at', 'question', 'answer', 'file_ids', 'members.id', 'members.name'])
        .where('case_id', '=', row.id)
        .where('withdrawn_at', 'is', null)
        .executeTakeFirst()
    : undefined
  return {
    allowed: row.publish_allowed,
    published: copy
      ? {
          at: copy.at.toISOString(),
          by: { id: copy.id, name: copy.name },
          question: copy.question ?? '',
          answer: copy.answer ?? '',
          files: copy.file_ids,
        }
      : null,
  }
}

export type Published = {
  id: string
  category: string | null
  question: string
  answer: string
  fileIds: string[]
  at: Date
  org: { name: string; nameEn: string } | null
}

/** The newest published copies of a village. No person of the staff is named: the office answers. */
export async function publishedIn(house: House, jurisdictionId: number, villageId: string): Promise<Published[]> {
  const rows = await house.db.transaction({ jurisdictionId }, (tx) =>
    tx
      .selectFrom('publications')
      .leftJoin('orgs', (j) =>
        j
          .onRef('orgs.jurisdiction_id', '=', 'publications.jurisdiction_id')
          .onRef('orgs.id', '=', 'publications.org_id'),
      )
      .select(['publications.id', 'category', 'question', 'answer', 'file_ids', 'at', 'orgs.name', 'orgs.name_en'])
      .where('village_id', '=', villageId)
      .where('withdrawn_at', 'is', null)
      .orderBy('at', 'desc')
      .orderBy('publications.id', 'desc')
      .limit(8)
      .execute(),
  )
  return rows.map((r) => ({
    id: r.id,
    category: r.category,
    question: r.question ?? '',
    answer: r.answer ?? '',
    fileIds: r.file_ids,
    at: r.at,
    org: r.name ? { name: r.name, nameEn: r.name_en ?? '' } : null,
  }))
}

/** A photo of a published copy, or undefined: taken off, never in it, or gone. */
export async function findPublishedFile(house: House, jurisdictionId: number, publicationId: string, fileId: string) {
  return house.db.transaction({ jurisdictionId }, async (tx) => {
    const copy = await tx
      .selectFrom('publications')
      .select(['case_id', 'file_ids'])
      .where('id', '=', publicationId)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst()
    if (!copy?.file_ids.includes(fileId)) return undefined
    await alsoOpen(tx, { cases: [copy.case_id] })
    return tx
      .selectFrom('files')
      .select(['mime', 'name', 'public_sha256', 'thumb_sha256'])
      .where('id', '=', fileId)
      .where('case_id', '=', copy.case_id)
      .executeTakeFirst()
  })
}
