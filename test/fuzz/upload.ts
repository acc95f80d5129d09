/** Multipart bodies: a photo as a form sends it, and what else may come that way. */
import type { Draw } from './draw.ts'
import { oddText } from './odd.ts'

// the smallest GIF there is would do as a picture, but we take photos: a JPEG of eight by eight
let photo: Uint8Array<ArrayBuffer> = new Uint8Array()
export const usePhoto = (bytes: Buffer) => {
  photo = Uint8Array.from(bytes)
}

type Body = { body: FormData | string; headers?: Record<string, string>; what?: string }

/** The form’s own name for its file is `field`. */
export function uploadOf(draw: Draw, odd: boolean, field = 'file'): Body {
  const form = (name: string, file: Blob, filename = 'photo.jpg') => {
    const data = new FormData()
    data.append(name, file, filename)
    return data
  }
  const jpeg = new Blob([photo], { type: 'image/jpeg' })
  if (!odd) return { body: form(field, jpeg) }
  const [, text] = oddText(draw)
  const kinds: Record<string, () => Omit<Body, 'what'>> = {
    'no file': () => ({ body: new FormData() }),
    'an empty file': () => ({ body: form(field, new Blob([])) }),
    'half a photo': () => ({ body: form(field, new Blob([photo.slice(0, photo.length / 2)])) }),
    'only its beginning': () => ({ body: form(field, new Blob([photo.slice(0, 20)])) }),
    'text as a photo': () => ({ body: form(field, new Blob([text], { type: 'image/jpeg' })) }),
    'an odd name': () => ({ body: form(field, jpeg, text.toWellFormed().slice(0, 3000)) }),
    'a path as its name': () => ({ body: form(field, jpeg, '../../../etc/passwd\0.jpg') }),
    'two files': () => {
      const data = form(field, jpeg)
      data.append(field, jpeg, 'second.jpg')
      return { body: data }
    },
    'another field': () => ({ body: form('other', jpeg) }),
    'text in the field': () => {
      const data = new FormData()
      data.append(field, text)
      return { body: data }
    },
    'no multipart': () => ({ body: '{}', headers: { 'content-type': 'application/json' } }),
    'no boundary': () => ({ body: 'x', headers: { 'content-type': 'multipart/form-data' } }),
    'cut off': () => ({
      body: `--b\r\ncontent-disposition: form-data; name="${field}"; filename="a.jpg"\r\n\r\nabc`,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    }),
    'only a boundary': () => ({ body: '--b--', headers: { 'content-type': 'multipart/form-data; boundary=b' } }),
  }
  const what = draw.of(Object.keys(kinds))
  return { ...(kinds[what]?.() ?? { body: '' }), what: `file: ${what}` }
}
