/** What the pages about schemes read and send. Sentences come in the reader's language, so each language is kept apart. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '../api.ts'
import type { components, paths } from '../api-types.gen.ts'
import { useSpeech } from '../texts.ts'

export type SchemeLine = components['schemas']['SchemeLine']
export type SchemeView = components['schemas']['SchemeView']
export type SchemePlan = components['schemas']['SchemePlan']

const key = ['schemes']

export function useSchemes() {
  const { language } = useSpeech()
  return useQuery({ queryKey: [...key, language], queryFn: () => call(api.GET('/schemes')) })
}
export function useScheme(code: string, version: number) {
  const { language } = useSpeech()
  return useQuery({
    queryKey: [...key, language, code, version],
    queryFn: () => call(api.GET('/schemes/{code}/{version}', { params: { path: { code, version } } })),
  })
}
export function useKnown() {
  const { language } = useSpeech()
  return useQuery({
    queryKey: [...key, language, 'known'],
    queryFn: async () => (await call(api.GET('/schemes/known'))).files,
    staleTime: Number.POSITIVE_INFINITY,
  })
}
export type KnownFile = NonNullable<ReturnType<typeof useKnown>['data']>[number]

export type Asked = { source: string; startsOn?: string; endsOn?: string | null }
export const usePlan = () =>
  useMutation({ mutationFn: (asked: Asked) => call(api.POST('/schemes/plan', { body: asked })) })
export type Planned = NonNullable<ReturnType<typeof usePlan>['data']>
export type Fault = Planned['faults'][number]

export type Answers = paths['/schemes/draft']['post']['requestBody']['content']['application/json']
export const useDraftFile = () =>
  useMutation({ mutationFn: (body: Answers) => call(api.POST('/schemes/draft', { body })) })

/** After it everything is read anew: words, roles and limits of every page may have changed. */
function useStep<In, Out>(run: (input: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({ mutationFn: run, onSuccess: () => client.invalidateQueries() })
}
export const useApply = () => useStep((asked: Asked & { token: string }) => call(api.POST('/schemes', { body: asked })))
export const useEnd = (code: string) =>
  useStep((on: string) => call(api.POST('/schemes/{code}/end', { params: { path: { code } }, body: { on } })))
export const useFill = (code: string) =>
  useStep((body: { blank: string; number: number }) =>
    call(api.POST('/schemes/{code}/fill', { params: { path: { code } }, body })),
  )
