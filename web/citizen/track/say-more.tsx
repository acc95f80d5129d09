/** Words and photos for a request that is under way: added, or in reply to what was asked. */
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { listDraftFiles } from '../../../src/cases/draft.ts'
import { takeResidentStep } from '../../../src/cases/service.ts'
import { page, type VisitWith } from '../engine.tsx'
import { FileInputs, FileList } from '../files.tsx'
import { Field, PostForm } from '../parts.tsx'
import { mostFiles, receiveFiles } from '../uploads.ts'

type Saying = {
  path: string
  step: 'addWords' | 'reply'
  title: string
  words: string
  hint: string
  send: string
  done: string
  above?(v: VisitWith<'case'>): Promise<Child>
}

/** A page of words and files that takes one step; texts are keys. */
export const sayMore = ({ path, step, title, words, hint, send, done, above }: Saying) =>
  page({
    path,
    needs: 'case',
    step,
    title: (v) => v.t(title),
    input: z.object({
      words: z.string('add.words-missing').trim().min(1, 'add.words-missing').max(4000, 'what-happened.words-long'),
    }),
    // files wait under the request's own id until the words go with them
    receive: (v) => receiveFiles(v, v.caseId),
    view: async (v, form) => {
      const files = await listDraftFiles(v.house, v.jurisdiction.id, v.caseId)
      return (
        <>
          {await above?.(v)}
          <PostForm action={path} upload>
            <Field form={form} name="words" rows={5} label={v.t(words)} hint={v.t(hint)} />
            {files.length > 0 && <FileList v={v} base="/track/files" files={files} removable />}
            {files.length < mostFiles && <FileInputs v={v} form={form} />}
            <div class="actions">
              <button type="submit" class="main">
                {v.t(send)}
              </button>
              <a href="/track/your-request">{v.t('back')}</a>
            </div>
          </PostForm>
        </>
      )
    },
    next: async (v, input) => {
      const files = await listDraftFiles(v.house, v.jurisdiction.id, v.caseId)
      await v.house.db.transaction({ jurisdictionId: v.jurisdiction.id, cases: [v.caseId], draft: v.caseId }, (tx) =>
        takeResidentStep(step)(
          v.house,
          v.caller(v.caseId),
          { caseId: v.caseId, words: input.words, files: files.map((f) => ({ id: f.id, role: 'request' })) },
          tx,
        ),
      )
      v.house.nudge()
      return `/track/your-request?done=${done}`
    },
  })
