/** Photos of a record, if somebody wants them. */
import { type UploadedFile, uploadForm } from '../api.ts'
import { Uploads } from '../parts/Uploads.tsx'
import { useT } from '../texts.ts'
import type { Photo } from './sheet.ts'

type Props = { value?: Photo[]; onChange?: (photos: Photo[]) => void; id?: string }

async function take(file: File): Promise<Photo> {
  const form = new FormData()
  form.set('file', file)
  const { id, name, thumbUrl } = await uploadForm<UploadedFile>('/records/files', form)
  return { id, name, thumbUrl }
}

export function Photos({ value = [], onChange, id }: Props) {
  const t = useT()
  const doors = [{ key: 'photo', text: t('records.photo'), take }]
  return <Uploads value={value} onChange={onChange} id={id} doors={doors} kindOf={(p) => p.name} />
}
