/** Signs in, and goes back to the address one came from. */
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { api, call } from '../api.ts'
import { meQuery, queryClient } from '../queries.ts'

export type Credentials = { username: string; password: string } | { code: string }
export type SignIn = ReturnType<typeof useSignIn>

export function useSignIn(next: string | undefined, needsCode: () => void) {
  const router = useRouter()
  return useMutation({
    mutationFn: (input: Credentials) =>
      'code' in input
        ? call(api.POST('/session/second-step', { body: input }))
        : call(api.POST('/session', { body: input })),
    onSuccess: async ({ status }) => {
      if (status === 'second-step') return needsCode()
      queryClient.removeQueries({ queryKey: meQuery.queryKey })
      // only an address of this desk: `next` comes from the address line
      router.history.push(`/desk${next?.startsWith('/') && !next.startsWith('//') ? next : '/'}`)
    },
  })
}

/** Single sign-on begins at the provider's own page. */
export async function goToProvider() {
  const { url } = await call(api.POST('/session/oidc', { body: {} }))
  window.location.assign(url)
}
