/** Every text of the desk by key, in the reader's language, which a cookie keeps so that the server answers in it too. */
import { createContext, use } from 'react'

export type Language = 'zh-CN' | 'en'
export type Params = Record<string, string | number>
export type T = (key: string, params?: Params) => string
type Catalogue = Record<string, string>

const files = import.meta.glob<Catalogue>(
  '../../texts/*/{desk,case,words,redact,refusals,reads,officers,about,figures,time,petition,overview,boundaries,guide,triage,standin,live,search,lists,admin,programme,records,duties,liaison,rosters}.json',
  {
    import: 'default',
  },
)

export function languageNow(): Language {
  const cookie = /(?:^|;\s*)lang=(zh-CN|en)/.exec(document.cookie)?.[1]
  if (cookie === 'en' || cookie === 'zh-CN') return cookie
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

export function keepLanguage(language: Language) {
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads this cookie, and the cookie store is not everywhere yet
  document.cookie = `lang=${language}; path=/; max-age=31536000; samesite=lax`
  document.documentElement.lang = language
}

/** All areas of one language, keys in full (`desk.inbox`). */
export async function loadTexts(language: Language): Promise<Catalogue> {
  const loaded = await Promise.all(
    Object.entries(files)
      .filter(([path]) => path.includes(`/${language}/`))
      .map(async ([path, load]) => {
        const area = path.slice(path.lastIndexOf('/') + 1, -'.json'.length)
        return Object.entries(await load()).map(([key, text]) => [`${area}.${key}`, text] as const)
      }),
  )
  return Object.fromEntries(loaded.flat())
}

/** A key nobody wrote shows itself: the check on catalogues finds it first. */
export const reader =
  (catalogue: Catalogue): T =>
  (key, params = {}) =>
    (catalogue[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in params ? String(params[name]) : whole,
    )

type Speech = { language: Language; t: T; setLanguage: (language: Language) => void }
export const SpeechContext = createContext<Speech>({ language: 'zh-CN', t: (key) => key, setLanguage: () => {} })

/** `const t = useT()` then `t('desk.inbox')`. */
export const useT = () => use(SpeechContext).t
export const useSpeech = () => use(SpeechContext)

/** One of two names of the same thing, by language: an org, or a word of the scheme. */
export const nameIn = (language: Language, of: { name: string; nameEn: string }) =>
  language === 'en' && of.nameEn ? of.nameEn : of.name
export function useName() {
  const { language } = useSpeech()
  return (of: { name: string; nameEn: string } | null | undefined) => (of ? nameIn(language, of) : '')
}
