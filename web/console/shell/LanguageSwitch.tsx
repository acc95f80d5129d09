/** 简 / EN, written in the language one would change to. */
import { useSpeech } from '../texts.ts'

export function LanguageSwitch() {
  const { language, setLanguage } = useSpeech()
  const next = language === 'en' ? 'zh-CN' : 'en'
  return (
    <button type="button" className="plain-button" lang={next} onClick={() => setLanguage(next)}>
      {next === 'en' ? 'EN' : '中文'}
    </button>
  )
}
