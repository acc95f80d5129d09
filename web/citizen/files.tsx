/** Files on residents' pages: shown as the cleaned copy, to the one who writes or follows the request and nobody else. */
import type { Context, Hono } from 'hono'
import type { House } from '../../src/access/command.ts'
import { fileResponse } from '../../src/cases/files.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import type { Scope } from '../../src/kernel/scope.ts'
import type { Form } from './form.ts'
import { FieldNotes, fieldId } from './parts.tsx'
import { acceptOf, fileInputs } from './uploads.ts'
import { type Options, type Visit, visitOf } from './visit.ts'

type Shown = { id: string; kind: string; name: string; role?: string | null }
type ListProps = { v: Visit; base: string; files: readonly Shown[]; removable?: boolean }

export const FileList = ({ v, base, files, removable }: ListProps) => (
  <ul class="files">
    {files.map((f, i) => {
      const url = `${base}/${f.id}`
      const label = f.role === 'before' || f.role === 'after' ? v.t(`files.${f.role}`) : ''
      return (
        <li>
          <figure>
            {f.kind === 'photo' && (
              <a href={url}>
                <img
                  src={`${url}?size=thumb`}
                  alt={v.t('files.photo', { n: i + 1, label })}
                  width="120"
                  height="120"
                  loading="lazy"
                />
              </a>
            )}
            {f.kind !== 'photo' && <Recording v={v} kind={f.kind} url={url} n={i + 1} />}
            {label && <figcaption>{label}</figcaption>}
          </figure>
          {removable && (
            <button type="submit" class="second" name="remove" value={f.id}>
              {v.t('files.remove', { n: i + 1 })}
            </button>
          )}
        </li>
      )
    })}
  </ul>
)

const Recording = ({ v, kind, url, n }: { v: Visit; kind: string; url: string; n: number }) =>
  kind === 'audio' ? (
    // biome-ignore lint/a11y/useMediaCaption: a resident's own recording comes without captions
    <audio controls preload="none" src={url} aria-label={v.t('files.audio', { n })} />
  ) : (
    // biome-ignore lint/a11y/useMediaCaption: a resident's own recording comes without captions
    <video controls preload="metadata" src={url} aria-label={v.t('files.video-n', { n })} />
  )

/** The file inputs: photos first; a voice note or a video for who would rather speak. */
export const FileInputs = ({ v, form }: { v: Visit; form: Form }) => {
  const [first, ...others] = fileInputs.map((input) => <FileInput v={v} form={form} input={input} />)
  return (
    <>
      {first}
      <details open={!!form.error('voice') || !!form.error('video')}>
        <summary>{v.t('files.spoken')}</summary>
        {others}
      </details>
    </>
  )
}

const FileInput = ({ v, form, input }: { v: Visit; form: Form; input: (typeof fileInputs)[number] }) => {
  const { name, kind, several } = input
  const error = form.error(name)
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={fieldId(name)}>{v.t(`files.${name}`)}</label>
      <FieldNotes name={name} hint={v.t(`files.${name}-hint`)} error={error} />
      <input
        type="file"
        id={fieldId(name)}
        name={name}
        accept={acceptOf(kind)}
        multiple={several}
        aria-describedby={`h-${name}${error ? ` e-${name}` : ''}`}
      />
    </div>
  )
}

/** The cleaned copy of one file of this scope, to whoever may see it. */
export async function serveFile(house: House, ctx: Context, scope: Scope, caseId?: string, only?: 'thumb') {
  const id = ctx.req.param('id') ?? ''
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new Refusal('not-found')
  const file = await house.db.transaction(scope, (tx) =>
    tx
      .selectFrom('files')
      .leftJoin('case_events', (j) =>
        j
          .onRef('case_events.jurisdiction_id', '=', 'files.jurisdiction_id')
          .onRef('case_events.case_id', '=', 'files.case_id')
          .onRef('case_events.seq', '=', 'files.seq'),
      )
      .select(['files.case_id', 'mime', 'name', 'public_sha256', 'thumb_sha256', 'case_events.audience'])
      .where('files.id', '=', id)
      .executeTakeFirst(),
  )
  // what staff attach among themselves is not the resident's to see
  const mine = file && (file.case_id === null || (file.case_id === caseId && file.audience === 'everyone'))
  if (!mine) throw new Refusal('not-found')
  return fileResponse(
    house,
    file,
    only ?? (ctx.req.query('size') === 'thumb' ? 'thumb' : undefined),
    ctx.req.header('range'),
  )
}

/** `/report/files/{id}` for the draft in hand, `/track/files/{id}` for the request being followed. Never the original. */
export function mountFiles(app: Hono, house: House, options: Options) {
  app.get('/report/files/:id', async (ctx) => {
    const v = await visitOf(ctx, house, options)
    const kept = await v.findDraft()
    if (!kept) throw new Refusal('not-found')
    return serveFile(house, ctx, { jurisdictionId: v.jurisdiction.id, draft: kept.id })
  })
  app.get('/track/files/:id', async (ctx) => {
    const v = await visitOf(ctx, house, options)
    const caseId = v.trackedCase()
    if (!caseId) throw new Refusal('not-found')
    return serveFile(house, ctx, { jurisdictionId: v.jurisdiction.id, cases: [caseId], draft: caseId }, caseId)
  })
}
