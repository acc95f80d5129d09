/** How large the type is, whether letters are shortcuts, and the hints of first visits once more. */
import { App, Button, Checkbox, Radio } from 'antd'
import { showAgain } from '../guide/dismissed.ts'
import { singleKeys } from '../parts/single-keys.ts'
import { type TextSize, textSize, textSizes } from '../parts/text-size.ts'
import { useMe } from '../queries.ts'
import { useT } from '../texts.ts'

export function GuideSection() {
  const t = useT()
  const size = textSize.useNow()
  const keys = singleKeys.useNow()
  const me = useMe().data
  const { message } = App.useApp()
  return (
    <>
      <section>
        <h2 id="text-size">{t('guide.text-size')}</h2>
        <Radio.Group
          aria-labelledby="text-size"
          value={size}
          onChange={(e) => textSize.choose(e.target.value as TextSize)}
        >
          {textSizes.map((one) => (
            <Radio key={one} value={one}>
              {t(`guide.text-size.${one}`)}
            </Radio>
          ))}
        </Radio.Group>
      </section>
      <section>
        <h2>{t('guide.keys')}</h2>
        <Checkbox checked={keys === 'on'} onChange={(e) => singleKeys.choose(e.target.checked ? 'on' : 'off')}>
          {t('guide.keys.on')}
        </Checkbox>
        <p className="muted">{t('guide.keys.note')}</p>
      </section>
      {me && (
        <section>
          <h2>{t('guide.hints')}</h2>
          <p className="muted">{t('guide.hints.note')}</p>
          <Button
            onClick={() => {
              showAgain(me.member.id)
              void message.success(t('guide.hints.done'))
            }}
          >
            {t('guide.hints.again')}
          </Button>
        </section>
      )}
    </>
  )
}
