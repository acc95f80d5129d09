/** Uploads of the desk, and any file as a response: stored by content, shown as the cleaned copy; the original stays in the store, as evidence. */
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Caller, MemberActor } from '../access/caller.ts'
import { doing, type House } from '../access/command.ts'
import type { Routes } from '../access/routes.ts'
import { thumbMime } from '../kernel/blobs/kinds.ts'
import { receiveForm, storeUpload } from '../kernel/blobs/upload.ts'
import { Refusal } from '../kernel/errors.ts'
import { partOf } from '../kernel/http/range.ts'
import { CaseFile } from './views.ts'

export type Stored = Awaited<ReturnType<typeof storeUpload>>

/** The row of an upload nobody has used yet: it belongs to the member, or to the draft, that made it. */
export const uploadRow = (
  jurisdictionId: number,
  id: string,
  at: Date,
  f: Stored,
  owner: { memberId?: string; draftId?: string },
) => ({
  jurisdiction_id: jurisdictionId,
  id,
  uploaded_by: owner.memberId ?? null,
  draft_id: owner.draftId ?? null,
  kind: f.kind,
  mime: f.mime,
  name: f.name,
  size: f.size,
  sha256: f.sha256,
  public_sha256: f.publicSha256,
  thumb_sha256: f.thumbSha256 ?? null,
  created_at: at,
})

/** One file of a member's, kept until it hangs on something. Refused with `file.type`, `file.size`, `file.unreadable`, `file.count`. */
export async function receiveUpload(house: House, caller: Caller, ctx: Context) {
  const { files } = await receiveForm(ctx.req.raw, {
    maxFiles: 1,
    onFile: (file) => storeUpload(house.blobs, file.stream, file.filename),
  })
  const stored = files[0]
  if (!stored) throw new Refusal('file.unreadable', { name: '' })
  return doing(house, caller, async (d) => {
    const id = d.newId()
    await d.tx
      .insertInto('files')
      .values(uploadRow(caller.jurisdictionId, id, d.at, stored, { memberId: (caller.actor as MemberActor).memberId }))
      .execute()
    return {
      id,
      seq: null,
      role: null,
      redactedFrom: null,
      kind: stored.kind,
      mime: stored.mime,
      name: stored.name,
      size: stored.size,
      url: `/api/v1/files/${id}`,
      thumbUrl: stored.thumbSha256 ? `/api/v1/files/${id}?size=thumb` : null,
    }
  })
}

type FileRow = { mime: string; name: string; public_sha256: string; thumb_sha256: string | null }

/** The file as a response: inline for what a browser shows, in parts for players (RFC 9110), never sniffed, never run. */
export async function fileResponse(house: House, file: FileRow, size?: 'thumb', range?: string) {
  const sha = size === 'thumb' ? (file.thumb_sha256 ?? file.public_sha256) : file.public_sha256
  const whole = await house.blobs.size(sha)
  if (whole === undefined) throw new Refusal('not-found')
  const part = partOf(range, whole)
  const stream = await house.blobs.get(sha, part)
  return new Response(Readable.toWeb(stream) as unknown as ReadableStream, {
    status: part ? 206 : 200,
    headers: {
      'content-type': size === 'thumb' ? thumbMime : file.mime,
      'content-length': String(part ? part.end - part.start + 1 : whole),
      'accept-ranges': 'bytes',
      ...(part && { 'content-range': `bytes ${part.start}-${part.end}/${whole}` }),
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}

export function fileRoutes({ route }: Routes, house: House) {
  route({
    id: 'uploadFile',
    tag: 'files',
    method: 'post',
    path: '/files',
    permission: 'case.comment',
    status: 201,
    upload: true,
    summary: 'Uploads one photo, voice note or short video (multipart field `file`); use its id in a step.',
    input: z.object({}),
    output: CaseFile,
    refusals: ['file.type', 'file.size', 'file.unreadable', 'file.count'],
    run: (caller, _input, ctx) => receiveUpload(house, caller, ctx),
  })
}
