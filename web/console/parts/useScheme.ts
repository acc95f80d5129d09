/** The scheme's words in the reader's language: category, nature, channel, role … A code without a word shows itself. */
import { useMemo } from 'react'
import { useProgramme } from '../queries.ts'
import { useSpeech } from '../texts.ts'

type List = 'categories' | 'natures' | 'channels' | 'declineGrounds' | 'roles' | 'orgKinds' | 'levels' | 'exclusions'

export function useScheme() {
  const { data } = useProgramme()
  const { language } = useSpeech()
  // the same as long as scheme and language are: a long list draws a row again only when something of its own has changed
  return useMemo(() => {
    const word = (list: List, code: string | null | undefined) =>
      code
        ? ((data?.[list][code as never] as { name: Record<string, string> } | undefined)?.name[language] ?? code)
        : ''
    const options = (list: List) =>
      Object.keys(data?.[list] ?? {}).map((value) => ({ value, label: word(list, value) }))
    return { word, options }
  }, [data, language])
}
