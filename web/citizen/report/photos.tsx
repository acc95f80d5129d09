/** Photos, a voice note or a short video, for who likes: nothing depends on them. */
import { z } from 'zod'
import { listDraftFiles } from '../../../src/cases/draft.ts'
import { page } from '../engine.tsx'
import { FileInputs, FileList } from '../files.tsx'
import { PostForm } from '../parts.tsx'
import { mostFiles, receiveFiles } from '../uploads.ts'
import { afterPhotos } from './way.ts'

export const photos = page({
  path: '/report/photos',
  needs: 'draft',
  title: (v) => v.t('photos.title'),
  input: z.object({ go: z.enum(['on', 'stay']).default('on') }),
  receive: (v) => receiveFiles(v, v.kept.id),
  view: async (v, form) => {
    const files = await listDraftFiles(v.house, v.jurisdiction.id, v.kept.id)
    return (
      <PostForm action="/report/photos" upload>
        <p>{v.t('photos.say')}</p>
        {files.length > 0 && <h2>{v.t('photos.kept', { n: files.length, most: mostFiles })}</h2>}
        {files.length > 0 && <FileList v={v} base="/report/files" files={files} removable />}
        {files.length < mostFiles && <FileInputs v={v} form={form} />}
        <p class="muted small less">{v.t('photos.cleaned')}</p>
        <div class="actions">
          {files.length < mostFiles && (
            <button type="submit" class="second" name="go" value="stay">
              {v.t('photos.stay')}
            </button>
          )}
          <button type="submit" class="main" name="go" value="on">
            {v.t(files.length ? 'on' : 'photos.on-or-skip')}
          </button>
        </div>
      </PostForm>
    )
  },
  next: (v, { go }) => (go === 'stay' ? '/report/photos' : afterPhotos(v.kept.draft)),
})
