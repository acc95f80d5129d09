/** The desk's way to the server: a typed client, and every refusal as a `Problem`. */
import createClient from 'openapi-fetch'
import type { components, paths as generated } from './api-types.gen.ts'

// the generated paths may carry the prefix; callers write them without
export type Paths = { [K in keyof generated as K extends `/api/v1${infer Rest}` ? Rest : K]: generated[K] }
type Schemas = components['schemas']
export type CaseSummary = Schemas['CaseSummary']
export type CaseView = Schemas['CaseView']
export type InboxItem = Schemas['InboxItem']
export type CallItem = Schemas['CallItem']
export type Receipt = Schemas['Receipt']
export type SearchResult = Schemas['SearchResult']
/** The filters of the case list, as the server declares them. */
export type CaseQuery = NonNullable<Paths['/cases']['get']['parameters']['query']>
export type Figure = Schemas['Figure']
export type Figures = Schemas['Figures']
export type Overview = Schemas['Overview']
export type Exclusion = Schemas['Exclusion']
export type OverviewQuery = NonNullable<Paths['/overview']['get']['parameters']['query']>
export type FiguresQuery = NonNullable<Paths['/figures']['get']['parameters']['query']>
export type CaseEvent = CaseView['events'][number]
export type CaseFile = CaseEvent['files'][number]
export type UploadedFile = Omit<CaseFile, 'seq' | 'role' | 'redactedFrom'>

export type FieldError = { path: string; message: string }
type ProblemBody = { code: string; title: string; errors?: FieldError[]; reference?: string }

/** What the server refused, in the reader's words. `offline` when it could not be reached at all. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly errors: FieldError[]
  readonly reference: string | undefined
  constructor(status: number, body: ProblemBody) {
    super(body.title)
    this.code = body.code
    this.status = status
    this.errors = body.errors ?? []
    this.reference = body.reference
  }
  get title() {
    return this.message
  }
}

const isBody = (body: unknown): body is ProblemBody =>
  typeof body === 'object' && body !== null && 'code' in body && 'title' in body

let signedOut = () => {}
/** What to do when a session has ended: set once, by the router, so that the reader comes back to the same address. */
export const whenSignedOut = (run: () => void) => {
  signedOut = run
}
let offlineText = () => ''
export const sayOffline = (text: () => string) => {
  offlineText = text
}

function problemOf(response: Response, body: unknown): Problem {
  const problem = new Problem(
    response.status,
    isBody(body) ? body : { code: 'unexpected', title: `HTTP ${response.status}` },
  )
  if (problem.code === 'session.required' || problem.code === 'session.expired') signedOut()
  return problem
}

export const api = createClient<Paths>({ baseUrl: '/api/v1', credentials: 'same-origin' })

/** The reply of a request, or a `Problem`: `await call(api.GET('/cases/{caseId}', { params: { path: { caseId } } }))`. */
export async function call<T>(request: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await request.catch(() => {
    throw new Problem(0, { code: 'offline', title: offlineText() })
  })
  if (!response.ok) throw problemOf(response, error)
  return data as T
}

const kebab = (action: string) => action.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

/** Takes a step named in `case.may`; the body is what the step needs, and the version the form was drawn from. */
export const takeStep = (caseId: string, action: string, body: Record<string, unknown>): Promise<CaseView> =>
  send<CaseView>(`/cases/${encodeURIComponent(caseId)}/${kebab(action)}`, JSON.stringify(body))

/** Marks a case as about somebody. The reply says whether one still sees it, and nothing of it. */
export const markCase = (caseId: string, action: string, body: Record<string, unknown>): Promise<Schemas['Moved']> =>
  send(`/cases/${encodeURIComponent(caseId)}/${kebab(action)}`, JSON.stringify(body))

/** Hands a photo, voice note or video to the server; the reply's id is then named by the step. */
export function uploadFile(file: File): Promise<UploadedFile> {
  const form = new FormData()
  form.set('file', file)
  return send<UploadedFile>('/files', form)
}

/** A form with a file to an address that takes one. */
export const uploadForm = <T>(path: string, form: FormData): Promise<T> => send<T>(path, form)

/** For the addresses that are made from a step's name or take a file. */
async function send<T>(path: string, body: BodyInit): Promise<T> {
  const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : undefined
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST',
    body,
    credentials: 'same-origin',
    ...(headers && { headers }),
  }).catch(() => {
    throw new Problem(0, { code: 'offline', title: offlineText() })
  })
  const reply: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw problemOf(response, reply)
  return reply as T
}

/** For what comes back as a file or a page to print. */
export async function post(path: string, body: object): Promise<Response> {
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
  }).catch(() => {
    throw new Problem(0, { code: 'offline', title: offlineText() })
  })
  if (!response.ok) throw problemOf(response, await response.json().catch(() => undefined))
  return response
}
