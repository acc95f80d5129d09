/** The desk begins: texts of the reader's language, theme, queries, router. */
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { sayOffline, whenSignedOut } from './api.ts'
import './desk.css'
import { density } from './parts/density.ts'
import { textSize } from './parts/text-size.ts'
import { queryClient } from './queries.ts'
import { router } from './router.tsx'
import { keepLanguage, languageNow, loadTexts, reader } from './texts.ts'
import { setCssVariables } from './theme.ts'

const language = languageNow()
keepLanguage(language)
setCssVariables(document.documentElement)
density.show()
textSize.show()
const catalogue = await loadTexts(language)
sayOffline(() => reader(catalogue)('desk.offline'))
whenSignedOut(() => {
  const { pathname, href } = router.state.location
  if (pathname.startsWith('/sign-in') || !router.state.matches.length) return
  queryClient.clear()
  void router.navigate({ to: '/sign-in', search: { next: href } })
})

// a new version has replaced the parts this page would load next: begin again with it, once
window.addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('lianxin.reloaded') ?? 0)
  if (performance.timeOrigin - last < 10_000) return
  sessionStorage.setItem('lianxin.reloaded', String(performance.timeOrigin))
  event.preventDefault()
  window.location.reload()
})

const root = document.getElementById('root')
if (root) createRoot(root).render(<App first={{ language, catalogue }} />)
