/** The file itself, to read and to take along. */
import { useMemo } from 'react'
import { useT } from '../texts.ts'

export function FileText({ code, version, text }: { code: string; version?: number; text: string }) {
  const t = useT()
  const href = useMemo(() => `data:application/yaml;charset=utf-8,${encodeURIComponent(text)}`, [text])
  return (
    <details>
      <summary>{t('programme.file.show')}</summary>
      <p>
        <a href={href} download={version ? `${code}-${version}.yaml` : `${code}.yaml`}>
          {t('programme.file.take')}
        </a>
      </p>
      {/* read only, and a field all the same: a long file is scrolled by the keyboard too */}
      <textarea
        className="scheme-file"
        readOnly
        rows={20}
        wrap="off"
        aria-label={t('programme.file.show')}
        value={text}
      />
    </details>
  )
}
