/** Takes the whole result out as a file, both formats, with how many it will hold. */
import { Disclosure } from '../parts/Disclosure.tsx'
import { useT } from '../texts.ts'
import { type Format, useExport } from './useExport.ts'

const formats: readonly Format[] = ['xlsx', 'csv']
type Props = { path: string; query: Readonly<Record<string, string>>; n: number | undefined }

export function ExportMenu({ path, query, n }: Props) {
  const t = useT()
  const { going, said, save } = useExport(path, query)
  return (
    <Disclosure label={t('lists.export')} align="end">
      {() => (
        <>
          <p>{n === undefined ? t('lists.export.whole') : t('lists.export.n', { n })}</p>
          {formats.map((format) => (
            <button
              key={format}
              type="button"
              className="menu-item"
              disabled={going !== undefined}
              onClick={() => void save(format)}
            >
              {t(`lists.export.${format}`)}
            </button>
          ))}
          <p role="status" className="muted">
            {going ? t('lists.export.going', { size: Math.ceil(going.bytes / 1000) }) : said}
          </p>
          <p className="muted">{t('lists.export.traced')}</p>
        </>
      )}
    </Disclosure>
  )
}
