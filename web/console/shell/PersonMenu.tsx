/** On a phone the rail has no foot: who I am, the language and the way out are behind my name's first character. */
import { Disclosure } from '../parts/Disclosure.tsx'
import { useMe } from '../queries.ts'
import { useT } from '../texts.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { WhoAmI } from './WhoAmI.tsx'

export function PersonMenu() {
  const t = useT()
  const me = useMe().data
  return (
    <Disclosure label={[...(me?.member.name ?? '·')][0]} name={t('desk.who')} className="round phone-only" align="end">
      {() => (
        <div className="person-menu">
          <WhoAmI />
          <LanguageSwitch />
        </div>
      )}
    </Disclosure>
  )
}
