/** Ends the session and leaves nothing of it in memory. */
import { useNavigate } from '@tanstack/react-router'
import { api, call } from '../api.ts'
import { queryClient } from '../queries.ts'

export function useSignOut() {
  const navigate = useNavigate()
  return async () => {
    await call(api.POST('/session/end', { body: {} }))
    await navigate({ to: '/sign-in' })
    queryClient.clear()
  }
}
