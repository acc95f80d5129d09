/** The words of a watermark: the reader's name, the minute, the number of the case. */
import { lookerOf } from '../../access/caller.ts'
import type { Doing } from '../../access/command.ts'
import { drawsChinese } from '../../kernel/blobs/watermark.ts'
import { stamp } from '../../kernel/watermark.ts'

/** The caller's name as their colleagues know it. */
export async function readerName(d: Doing): Promise<{ name: string; slug: string }> {
  const memberId = lookerOf(d.caller) ?? ''
  return d.tx.selectFrom('members').select(['name', 'slug']).where('id', '=', memberId).executeTakeFirstOrThrow()
}

/** For a photo, drawn here: without a Chinese font the name would be empty boxes, and the sign-in name says as well who it was. */
export async function markOf(d: Doing, number: string): Promise<string> {
  const { name, slug } = await readerName(d)
  const drawable = /^[\x20-\x7e]*$/.test(name) || (await drawsChinese())
  return `${drawable ? name : slug} ${stamp(d.at)} ${number}`
}
