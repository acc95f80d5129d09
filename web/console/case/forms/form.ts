/** What a step's form is: fields drawn from the case, and how what was typed becomes the step's input. */
import type { ReactNode } from 'react'
import type { CaseView } from '../../api.ts'
import type { Action } from '../actions.ts'
import type { Used } from '../fields/Files.tsx'

export type Values = Record<string, unknown>
export type FieldsProps = { c: CaseView; action: Action }
export type StepForm = {
  Fields: (props: FieldsProps) => ReactNode
  toInput: (values: Values, c: CaseView) => Record<string, unknown>
}

/** Empty fields are left out: the server's optional means absent, not empty. */
export const plain = (values: Values): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined && v !== null && v !== ''))
export const withFiles = (values: Values) => ({
  ...plain(values),
  files: ((values.files as Used[] | undefined) ?? []).map(({ id, role }) => ({ id, role })),
})
