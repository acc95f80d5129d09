/** A few more words, or photos: what was said before stays as it was. */
import { z } from 'zod'
import { listDraftFiles } from '../../../src/cases/draft.ts'
import { takeResidentStep } from '../../../src/cases/service.ts'
import { page } from '../engine.tsx'
import { FileInputs, FileList } from '../files.tsx'
import { Field, PostForm } from '../parts.tsx'
import { mostFiles, receiveFiles } from '../uploads.ts'

const addWords = takeResidentStep('addWords')

export const add = page({
  path: '/track/add',
  needs: 'case',
  step: 'addWords',
  title: (v) => v.t('add.title'),
  input: z.object({
    words: z.string('add.words-missing').trim().min(1, 'add.words-missing').max(4000, 'what-happened.words-long'),
  }),
  // files wait under the request's own id until the words go with them
  receive: (v) => receiveFiles(v, v.caseId),
  view: async (v, form) => {
    const files = await listDraftFiles(v.house, v.jurisdiction.id, v.caseId)
    return (
      <PostForm action="/track/add" upload>
        <Field form={form} name="words" rows={5} label={v.t('add.words')} hint={v.t('add.words-hint')} />
        {files.length > 0 && <FileList v={v} base="/track/files" files={files} removable />}
        {files.length < mostFiles && <FileInputs v={v} form={form} />}
        <div class="actions">
          <button type="submit" class="main">
            {v.t('add.send')}
          </button>
          <a href="/track/your-request">{v.t('back')}</a>
        </div>
      </PostForm>
    )
  },
  next: async (v, { words }) => {
    const files = await listDraftFiles(v.house, v.jurisdiction.id, v.caseId)
    await v.house.db.transaction({ jurisdictionId: v.jurisdiction.id, cases: [v.caseId], draft: v.caseId }, (tx) =>
      addWords(
        v.house,
        v.caller(v.caseId),
        { caseId: v.caseId, words, files: files.map((f) => ({ id: f.id, role: 'request' })) },
        tx,
      ),
    )
    v.house.nudge()
    return '/track/your-request?done=added'
  },
})
