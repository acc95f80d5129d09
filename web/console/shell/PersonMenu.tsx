/** On a phone the rail has no foot: who I am, the language and the way out are behind my name's first character. */
import { Popover } from 'antd'
import { useMe } from '../queries.ts'
import { useT } from '../texts.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { WhoAmI } from './WhoAmI.tsx'

export function PersonMenu() {
  const t = useT()
  const me = useMe().data
  const content = (
    <>
      <WhoAmI />
      <LanguageSwitch />
    </>
  )
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <button type="button" className="round phone-only" aria-label={t('desk.who')}>
        {[...(me?.member.name ?? '·')][0]}
      </button>
    </Popover>
  )
}
