/** Published copies on a village's page: what was asked, what was answered, photos without what must not be seen. */
import type { Context, Hono } from 'hono'
import type { House } from '../../src/access/command.ts'
import { fileResponse } from '../../src/cases/files.ts'
import { findPublishedFile, type Published } from '../../src/cases/redact/published.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { placeName, placeNameEn } from './directory.ts'
import { Day } from './parts.tsx'
import { OpenPhotos } from './photos.tsx'
import { type Options, type Visit, visitOf } from './visit.ts'

const uuid = /^[0-9a-f-]{36}$/i

export const PublishedList = ({ v, copies }: { v: Visit; copies: readonly Published[] }) => {
  if (!copies.length) return null
  return (
    <>
      <h2>{v.t('village.published')}</h2>
      {copies.map((p) => (
        <div class="card" lang="zh-CN">
          <p class="muted small" lang={v.language}>
            {p.category && `${v.house.scheme.categories[p.category]?.name[v.language]} · `}
            <Day v={v} at={p.at} />
          </p>
          <p>
            <b lang={v.language}>{v.t('village.published-asked')}</b>
          </p>
          <p class="quote">{p.question}</p>
          <p>
            <b lang={v.language}>
              {v.t('village.published-answer', {
                org: p.org ? v.name({ name: placeName(p.org.name), nameEn: placeNameEn(p.org.nameEn) }) : '',
              })}
            </b>
          </p>
          <p class="quote">{p.answer}</p>
          <OpenPhotos v={v} base={`/published/${p.id}`} ids={p.fileIds} />
        </div>
      ))}
      <p class="muted small less">{v.t('village.published-how')}</p>
    </>
  )
}

/** `/published/{copy}/{file}`: for everybody, while the copy is up. */
export function mountPublished(app: Hono, house: House, options: Options) {
  app.get('/published/:id/:file', async (ctx: Context) => {
    const v = await visitOf(ctx, house, options)
    const [id = '', file = ''] = [ctx.req.param('id'), ctx.req.param('file')]
    if (!uuid.test(id) || !uuid.test(file)) throw new Refusal('not-found')
    const found = await findPublishedFile(house, v.jurisdiction.id, id, file)
    if (!found) throw new Refusal('not-found')
    // a name given on a phone may say more than the photo
    const named = { ...found, name: `${file.slice(-6)}.${found.mime.split('/')[1]}` }
    const response = await fileResponse(house, named, ctx.req.query('size') === 'thumb' ? 'thumb' : undefined)
    // taken off means taken off: nothing keeps it for long
    response.headers.set('cache-control', 'no-cache')
    return response
  })
}
