/** A village's board: what is posted now and until when, with a way to question it; and what hung there before. */

import type { Hono } from 'hono'
import type { House } from '../../../src/access/command.ts'
import { fileResponse } from '../../../src/cases/files.ts'
import { dayOf } from '../../../src/kernel/calendar/day.ts'
import { Refusal } from '../../../src/kernel/errors.ts'
import { boardOf, type Posted, postedFile } from '../../../src/records/board.ts'
import { page } from '../engine.tsx'
import { OpenPhotos } from '../photos.tsx'
import { placeOf } from '../village.tsx'
import { type Options, type Visit, visitOf } from '../visit.ts'

export const board = page({
  path: '/v/:slug/board',
  needs: 'village',
  title: (v) => v.t('board.title', { village: v.name(placeOf(v)) }),
  view: async (v) => {
    const place = placeOf(v)
    v.remember.village(place)
    const { now, past } = await boardOf(v.house, v.jurisdiction.id, place.id, v.language, dayOf(v.house.now()))
    return (
      <>
        {now.length === 0 && <p>{v.t('board.none')}</p>}
        {now.map((p) => (
          <Notice v={v} of={p} own={p.org?.id === place.id} asks />
        ))}
        {past.length > 0 && (
          <details class="less">
            <summary>{v.t('board.past', { n: past.length })}</summary>
            {past.map((p) => (
              <Notice v={v} of={p} own={p.org?.id === place.id} />
            ))}
          </details>
        )}
        <p class="muted small less">{v.t('board.how')}</p>
        <p class="less">
          <a href={`/v/${place.slug}`}>{v.t('board.back', { village: v.name(place) })}</a>
        </p>
      </>
    )
  },
})

type Props = { v: Visit; of: Posted; own: boolean; asks?: boolean }
function Notice({ v, of, own, asks }: Props) {
  const about = of.title || of.name[v.language]
  return (
    <section class="card">
      <h2>{about}</h2>
      <p class="muted small">
        {!own && of.org && `${v.name(of.org)} · `}
        {of.title && `${of.name[v.language]} · `}
        {v.t('board.until', { from: v.day(of.from), until: v.day(of.until) })}
      </p>
      {of.cells.map((c) => (
        <>
          <p>
            <b>{c.name}</b>
          </p>
          <p class="quote">{c.text}</p>
        </>
      ))}
      <OpenPhotos v={v} base={`/board/${of.id}`} ids={of.fileIds} />
      {asks && (
        <p>
          <a href={`/report/what-happened?about=${encodeURIComponent(about)}`}>{v.t('board.ask')}</a>
        </p>
      )}
    </section>
  )
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `/board/{record}/{file}`: for everybody, while the record stands. */
export function mountBoardFiles(app: Hono, house: House, options: Options) {
  app.get('/board/:id/:file', async (ctx) => {
    const v = await visitOf(ctx, house, options)
    const { id, file } = ctx.req.param()
    if (!uuid.test(id) || !uuid.test(file)) throw new Refusal('not-found')
    const found = await postedFile(house, v.jurisdiction.id, id, file)
    if (!found) throw new Refusal('not-found')
    // a name given on a phone may say more than the photo
    const named = { ...found, name: `${file.slice(-6)}.${found.mime.split('/')[1]}` }
    const response = await fileResponse(house, named, ctx.req.query('size') === 'thumb' ? 'thumb' : undefined)
    response.headers.set('cache-control', 'no-cache')
    return response
  })
}
