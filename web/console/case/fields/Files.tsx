/** Files of a case, each with what it shows: the request, before, after, evidence. */
import { type UploadedFile, uploadFile } from '../../api.ts'
import { Uploads } from '../../parts/Uploads.tsx'
import { useT } from '../../texts.ts'

export type FileRole = 'request' | 'before' | 'after' | 'evidence'
export type Used = UploadedFile & { role: FileRole }
type Props = { value?: Used[]; onChange?: (files: Used[]) => void; id?: string; roles: readonly FileRole[] }

export function Files({ value = [], onChange, id, roles }: Props) {
  const t = useT()
  return (
    <Uploads
      value={value}
      onChange={onChange}
      id={id}
      doors={roles.map((role) => ({
        key: role,
        text: t(`case.file.${role}`),
        take: async (file) => ({ ...(await uploadFile(file)), role }),
      }))}
      kindOf={(f) => t(`words.kind.${f.kind}`)}
      beside={(f) => <span>{t(`words.role.${f.role}`)}</span>}
    />
  )
}
