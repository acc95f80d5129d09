/** A whole result as a file: what has come so far, and a plain word when it broke off. Nothing half is saved. */
import { useState } from 'react'
import { Problem } from '../api.ts'
import { useT } from '../texts.ts'

export type Format = 'csv' | 'xlsx'
type Going = { format: Format; bytes: number }

export function useExport(path: string, query: Readonly<Record<string, string>>) {
  const t = useT()
  const [going, setGoing] = useState<Going>()
  const [said, setSaid] = useState('')
  const save = async (format: Format) => {
    setGoing({ format, bytes: 0 })
    setSaid('')
    try {
      const { blob, name, n } = await fetchWhole(`${path}/export.${format}`, query, (bytes) =>
        setGoing({ format, bytes }),
      )
      saveAs(blob, name)
      setSaid(t('lists.export.done', { n }))
    } catch (error) {
      setSaid(error instanceof Problem ? error.title : t('lists.export.broken'))
    } finally {
      setGoing(undefined)
    }
  }
  return { going, said, save }
}

async function fetchWhole(path: string, query: Readonly<Record<string, string>>, came: (bytes: number) => void) {
  const response = await fetch(`/api/v1${path}?${new URLSearchParams(query)}`, { credentials: 'same-origin' })
  if (!response.ok) throw new Problem(response.status, await response.json())
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  let told = 0
  // a body that breaks off rejects here: no file without its last line is ever saved
  for (const reader = response.body?.getReader(); reader; ) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    bytes += value.byteLength
    if (bytes - told < 100_000) continue
    told = bytes
    came(bytes)
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'list'
  return { blob: new Blob(parts), name, n: response.headers.get('x-total-count') ?? '' }
}

/** Hands a file to the browser as a download. */
export function saveAs(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
