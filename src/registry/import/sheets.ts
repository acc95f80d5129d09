/** A file as sheets of rows: a workbook in a worker with a time limit, or a list saved as text. Refused in words when it is neither. */
import { Worker } from 'node:worker_threads'
import { Refusal, type RefusalCode } from '../../kernel/errors.ts'
import { bounds } from './bounds.ts'
import { csvRows, textOf } from './csv-rows.ts'
import type { Sheet } from './model.ts'

const isZip = (file: Uint8Array) => file[0] === 0x50 && file[1] === 0x4b
const tooLarge = () =>
  new Refusal('import.too-large', { mb: bounds.file / 1024 / 1024, rows: bounds.rows, sheets: bounds.sheets })

/** Refused with `import.not-a-table`, `import.too-large` and `import.too-slow`. */
export async function sheetsOf(file: Uint8Array, seconds: number = bounds.seconds): Promise<Sheet[]> {
  if (file.length > bounds.file) throw tooLarge()
  if (isZip(file)) return inWorker(file, seconds)
  const text = textOf(file)
  if (!text?.trim()) throw new Refusal('import.not-a-table')
  const rows = csvRows(text)
  if (rows.length > bounds.rows) throw tooLarge()
  if (!rows.some((row) => row.length > 1)) throw new Refusal('import.not-a-table')
  return [{ name: 'csv', rows: rows.map((row) => row.slice(0, bounds.columns).map((c) => c.slice(0, bounds.text))) }]
}

function inWorker(file: Uint8Array, seconds: number): Promise<Sheet[]> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./sheets-worker.ts', import.meta.url), {
      workerData: file,
      resourceLimits: { maxOldGenerationSizeMb: bounds.memoryMb },
    })
    const clock = setTimeout(() => end(() => fail(new Refusal('import.too-slow'))), seconds * 1000)
    const end = (say: () => void) => {
      clearTimeout(clock)
      void worker.terminate()
      say()
    }
    worker.once('message', (answer: Sheet[] | RefusalCode) =>
      end(() => {
        if (Array.isArray(answer)) done(answer)
        else fail(answer === 'import.too-large' ? tooLarge() : new Refusal(answer))
      }),
    )
    // out of memory, or a workbook the library stumbles over
    worker.once('error', () => end(() => fail(new Refusal('import.not-a-table'))))
    worker.once('exit', () => end(() => fail(new Refusal('import.not-a-table'))))
  })
}
