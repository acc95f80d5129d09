/** A comment inside the team, always at the end of the thread: residents never see it. */
import { App, Button, Input } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { type CaseView, Problem, takeStep } from '../api.ts'
import { afterStep, useMembers } from '../queries.ts'
import { useT } from '../texts.ts'
import { useDraft } from './draft.ts'
import type { Member } from './known.ts'

const People = lazy(() => import('./fields/People.tsx').then((m) => ({ default: m.People })))

type Comment = { words: string; mentions: string[] }
const nothing: Comment = { words: '', mentions: [] }

export function CommentBox({ c }: { c: CaseView }) {
  const t = useT()
  const { message } = App.useApp()
  const [comment, setComment, forget] = useDraft<Comment>(`comment:${c.id}`, nothing)
  const [mentioning, setMentioning] = useState(comment.mentions.length > 0)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  const send = async () => {
    setBusy(true)
    setProblem('')
    try {
      await afterStep(await takeStep(c.id, 'comment', { ...comment }))
      forget()
      message.success(t('case.done.comment'))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.errors[0]?.message ?? error.title)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      className="case-comment case-inside"
      onSubmit={(e) => {
        e.preventDefault()
        void send()
      }}
    >
      <label htmlFor={`comment-${c.id}`}>
        {t('case.comment')} <span className="case-inside-mark">{t('case.inside')}</span>
      </label>
      <Input.TextArea
        id={`comment-${c.id}`}
        value={comment.words}
        onChange={(e) => setComment({ ...comment, words: e.target.value })}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        placeholder={t('case.help.comment')}
      />
      <div className="case-comment-foot">
        {mentioning ? (
          <Suspense fallback={<span />}>
            <Mentions c={c} value={comment.mentions} onChange={(mentions) => setComment({ ...comment, mentions })} />
          </Suspense>
        ) : (
          <button type="button" className="link" onClick={() => setMentioning(true)}>
            {t('case.mention')}
          </button>
        )}
        <Button htmlType="submit" loading={busy} disabled={!comment.words.trim()}>
          {t('case.send-comment')}
        </Button>
      </div>
      {problem && (
        <p role="alert" className="case-error">
          {problem}
        </p>
      )}
      <p className="case-muted">{t('case.no-secrets')}</p>
    </form>
  )
}

/** Whom to call upon: the members are read when one is looked for. */
function Mentions({ c, ...field }: { c: CaseView; value: string[]; onChange: (ids: string[]) => void }) {
  const t = useT()
  const { data: members = [] } = useMembers()
  return (
    <People
      {...field}
      members={nearFirst(members, c)}
      placeholder={t('case.mention')}
      label={t('case.mention')}
      withOrg
    />
  )
}

/** Those at the orgs this case is with, then everyone else. */
function nearFirst(members: readonly Member[], c: CaseView) {
  const near = [c.holder?.id, c.lead?.id, c.village.id]
  return [...members].sort((a, b) => Number(near.includes(b.orgId)) - Number(near.includes(a.orgId)))
}
