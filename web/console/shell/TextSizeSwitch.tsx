/** Standard, large, largest: at hand beside who I am, on every page. */
import { textSize, textSizes } from '../parts/text-size.ts'
import { useT } from '../texts.ts'

export function TextSizeSwitch() {
  const t = useT()
  const size = textSize.useNow()
  return (
    <fieldset className="text-size" aria-label={t('guide.text-size')}>
      {textSizes.map((one) => (
        <button
          key={one}
          type="button"
          className={`text-size-${one}`}
          aria-pressed={size === one}
          onClick={() => textSize.choose(one)}
        >
          {t(`guide.text-size.${one}`)}
        </button>
      ))}
    </fieldset>
  )
}
