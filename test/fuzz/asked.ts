/** One call as it is sent. */
export type Asked = {
  method: string
  /** Below /api/v1, with its query. */
  path: string
  headers: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer> | FormData
  /** The oddity, in words; `fits` when there is none. */
  what: string
}
