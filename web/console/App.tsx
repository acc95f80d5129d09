/** What every page stands in: language, theme, queries, toasts, routes. */
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import updateLocale from 'dayjs/plugin/updateLocale'
import { useMemo, useState } from 'react'
import { sayOffline } from './api.ts'
import { scales, textSize } from './parts/text-size.ts'
import { queryClient } from './queries.ts'
import { router } from './router.tsx'
import { keepLanguage, type Language, loadTexts, reader, SpeechContext } from './texts.ts'
import { themeAt } from './theme.ts'

dayjs.extend(updateLocale)
// weeks start on Monday here, whichever language one reads
dayjs.updateLocale('en', { weekStart: 1 })

type Loaded = { language: Language; catalogue: Record<string, string> }

export function App({ first }: { first: Loaded }) {
  const [loaded, setLoaded] = useState(first)
  const { language, catalogue } = loaded
  const size = textSize.useNow()
  const theme = useMemo(() => themeAt(scales[size]), [size])
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
  const speech = useMemo(
    () => ({
      language,
      t: reader(catalogue),
      setLanguage: async (next: Language) => {
        const texts = await loadTexts(next)
        keepLanguage(next)
        sayOffline(() => reader(texts)('desk.offline'))
        setLoaded({ language: next, catalogue: texts })
        // lines the server words (what the resident reads) come again in the new language
        await queryClient.invalidateQueries()
      },
    }),
    [language, catalogue],
  )
  return (
    <SpeechContext value={speech}>
      <ConfigProvider theme={theme} locale={language === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
        <AntApp message={{ maxCount: 3 }}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </AntApp>
      </ConfigProvider>
    </SpeechContext>
  )
}
