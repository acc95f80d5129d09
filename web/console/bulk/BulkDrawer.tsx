/** One step on many, in a drawer: what it needs, what each row will do, how far it is, what came of each. */
import { Button, Drawer, Form, Progress } from 'antd'
import { useEffect } from 'react'
import type { BulkAction } from '../../../src/cases/bulk-actions.ts'
import { byteOrderMark, line } from '../../../src/kernel/csv.ts'
import { plain, type Values } from '../case/forms/form.ts'
import '../case/case.css'
import { saveAs } from '../lists/useExport.ts'
import { useT } from '../texts.ts'
import { BulkFields } from './BulkFields.tsx'
import { BulkRows } from './BulkRows.tsx'
import { type BulkOf, useBulk } from './useBulk.ts'

type Props = { action: BulkAction; of: BulkOf; onClose: (done: boolean) => void }

export function BulkDrawer({ action, of, onClose }: Props) {
  const t = useT()
  const [form] = Form.useForm<Values>()
  const { preview, results, busy, finished, problem, foresee, run, back } = useBulk(action, of)
  useEffect(() => {
    if (!problem) return
    form.setFields(problem.errors.map(({ path, message }) => ({ name: path, errors: [message] })))
  }, [problem, form])
  const told = [...results.values()]
  const count = (result: string) => told.filter((r) => r.result === result).length
  const close = () => onClose(finished)

  const exportResults = () => {
    const rows = preview?.rows ?? []
    const text = rows.map((r) => {
      const done = results.get(r.id)
      return line([
        r.number,
        r.opening,
        done ? t(`lists.bulk.result.${done.result}`) : t('lists.bulk.result.refused'),
        (done ? done.refused : r.refused)?.text ?? '',
      ])
    })
    const head = line(['number', 'words', 'result', 'reason'].map((c) => t(`lists.bulk.column.${c}`)))
    const all = byteOrderMark + head + text.join('') + line([t('lists.file.closing', { n: rows.length })])
    saveAs(new Blob([all], { type: 'text/csv' }), `bulk-${action}-${rows.length}.csv`)
  }

  const footer = !preview ? (
    <Button type="primary" size="large" block loading={busy} onClick={() => form.submit()}>
      {t('lists.bulk.preview')}
    </Button>
  ) : finished ? (
    <div className="bulk-foot">
      <Button size="large" onClick={exportResults}>
        {t('lists.bulk.export')}
      </Button>
      <Button type="primary" size="large" onClick={close}>
        {t('lists.bulk.close')}
      </Button>
    </div>
  ) : (
    <div className="bulk-foot">
      <Button size="large" onClick={back} disabled={busy || results.size > 0}>
        {t('lists.bulk.back')}
      </Button>
      <Button type="primary" size="large" loading={busy} disabled={preview.will === 0} onClick={() => void run()}>
        {t(results.size ? 'lists.bulk.go-on' : 'lists.bulk.run', { n: preview.will - results.size })}
      </Button>
    </div>
  )
  return (
    <Drawer
      open
      title={t('lists.bulk.title', { action: t(`words.action.${action}`) })}
      onClose={close}
      size={820}
      mask={false}
      className="step-panel bulk-drawer"
      footer={footer}
    >
      {problem && (
        <p role="alert" className="case-error step-problem">
          {problem.title}
        </p>
      )}
      <div hidden={!!preview}>
        <p className="step-help">{t('lists.bulk.help')}</p>
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          scrollToFirstError
          onFinish={(values) => void foresee(plain(values))}
        >
          <BulkFields action={action} />
        </Form>
        <p className="case-muted">{t('case.no-secrets')}</p>
      </div>
      {preview && (
        <>
          <p role="status" className="bulk-said">
            {finished
              ? t('lists.bulk.done', {
                  done: count('done'),
                  refused: preview.total - preview.will + count('refused'),
                  changed: count('changed') + count('failed'),
                })
              : t('lists.bulk.will', { will: preview.will, not: preview.total - preview.will, total: preview.total })}
            {preview.gone > 0 && ` ${t('lists.bulk.gone', { n: preview.gone })}`}
          </p>
          {(busy || results.size > 0) && preview.will > 0 && (
            <Progress
              percent={Math.round((results.size / preview.will) * 100)}
              format={() => `${results.size} / ${preview.will}`}
              aria-label={t('lists.bulk.progress')}
            />
          )}
          <BulkRows rows={preview.rows} results={results} />
        </>
      )}
    </Drawer>
  )
}
