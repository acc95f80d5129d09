/** A browser that listens: the events of a stream as they come. */
export type Heard = { event: string; data: Record<string, unknown> }
export type Listener = {
  readonly heard: readonly Heard[]
  /** The next event that answers, waited for. */
  until(answers: (h: Heard) => boolean, ms?: number): Promise<Heard>
  /** Whether the server ended the stream. */
  over(): Promise<void>
  leave(): Promise<void>
}

export function listenTo(response: Response): Listener {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  const heard: Heard[] = []
  let woken = () => {}
  let text = ''
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
      if (done) break
      text += decoder.decode(value, { stream: true })
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const event = /^event: (.*)$/m.exec(part)?.[1]
        const data = /^data: (.*)$/m.exec(part)?.[1]
        if (event) heard.push({ event, data: JSON.parse(data ?? '{}') })
      }
      woken()
    }
  })()
  return {
    heard,
    async until(answers, ms = 5_000) {
      const late = AbortSignal.timeout(ms)
      for (;;) {
        const found = heard.find(answers)
        if (found) return found
        if (late.aborted) throw new Error(`not heard within ${ms} ms: ${JSON.stringify(heard)}`)
        await new Promise<void>((done) => {
          woken = done
          setTimeout(done, 50)
        })
      }
    },
    over: () => ended,
    leave: () => reader.cancel(),
  }
}

/** Whether a reply goes on for as long as one listens: its beginning is all a test waits for. */
export const goesOn = (response: Response) =>
  response.headers.get('content-type')?.startsWith('text/event-stream') === true

/** The first of what a stream says, after which nobody listens any more. */
export async function beginningOf(response: Response): Promise<string> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return new TextDecoder().decode(value)
}
