/** A list imported: choose the file, see which column is what and what each row would do, then do all of it at once. */
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useT } from '../texts.ts'
import { ImportColumns } from './ImportColumns.tsx'
import { ImportRows } from './ImportRows.tsx'
import { Passwords } from './Passwords.tsx'
import { type Layout, type List, useImport, useImportPreview } from './queries.ts'

/** The file, its columns, its rows, and doing it: of any list. `template` is where an empty one is. */
type Props = { list: List; template: string; heading?: string }
export function ImportList({ list, template, heading }: Props) {
  const t = useT()
  const field = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const preview = useImportPreview()
  const run = useImport()
  const shown = preview.data
  const look = (of: File, as: Layout) => {
    run.reset()
    preview.mutate({ list, file: of, layout: as })
  }
  const again = () => {
    setFile(undefined)
    preview.reset()
    run.reset()
    if (field.current) field.current.value = ''
  }
  const moves = shown ? shown.counts.new + shown.counts.change + shown.counts.end : 0
  return (
    <>
      <section>
        {heading && <h2>{heading}</h2>}
        <p>
          <a href={template} download>
            {t('admin.import.template')}
          </a>
        </p>
        <label htmlFor="import-file">{t('admin.import.file')}</label>
        <span className="import-file">
          <input
            ref={field}
            id="import-file"
            type="file"
            accept=".xlsx,.csv,text/csv"
            aria-describedby="import-file-hint"
            onChange={(e) => {
              const chosen = e.target.files?.[0]
              setFile(chosen)
              if (chosen) look(chosen, {})
            }}
          />
        </span>
        <p id="import-file-hint" className="muted">
          {t('admin.import.file.hint')}
        </p>
        {preview.isPending && (
          <>
            <p role="status">{t('admin.import.reading')}</p>
            <Loading rows={3} />
          </>
        )}
        {preview.isError && <Failed error={preview.error} />}
      </section>
      {run.isSuccess ? (
        <section>
          <h2>{t('admin.import.done')}</h2>
          <p role="status">
            {t('admin.import.done.how', { n: Object.values(run.data.counts).reduce((a, b) => a + b, 0) })}
          </p>
          {run.data.accounts.length > 0 && <Passwords accounts={run.data.accounts} />}
          <p>
            <Button onClick={again}>{t('admin.import.again')}</Button>
          </p>
        </section>
      ) : (
        shown &&
        file && (
          <>
            <ImportColumns list={list} preview={shown} change={(as) => look(file, as)} />
            <section>
              <h2>{t('admin.import.rows')}</h2>
              <ImportRows list={list} preview={shown} />
              {shown.accounts > 0 && <p>{t('admin.import.accounts', { n: shown.accounts })}</p>}
              {shown.counts.fault > 0 && (
                <Alert type="error" showIcon title={t('admin.import.faulty', { n: shown.counts.fault })} />
              )}
              {shown.counts.fault === 0 && moves === 0 && <p>{t('admin.import.nothing')}</p>}
              <p className="measures">
                <Button
                  type="primary"
                  disabled={shown.counts.fault > 0 || moves === 0 || preview.isPending}
                  loading={run.isPending}
                  onClick={() => run.mutate({ list, file, layout: shown.layout as Layout, token: shown.token })}
                >
                  {t('admin.import.do')}
                </Button>
                <Button onClick={again}>{t('admin.import.again')}</Button>
              </p>
              {run.isError && <Failed error={run.error} retry={() => look(file, preview.variables.layout)} />}
            </section>
          </>
        )
      )}
    </>
  )
}
