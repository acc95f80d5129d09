/** Standard, large, largest: at hand beside who I am, on every page. */
import { chooseTextSize, textSizes, useTextSize } from '../parts/text-size.ts'
import { useT } from '../texts.ts'

export function TextSizeSwitch() {
  const t = useT()
  const size = useTextSize()
  return (
    <fieldset className="text-size" aria-label={t('guide.text-size')}>
      {textSizes.map((one) => (
        <button
          key={one}
          type="button"
          className={`text-size-${one}`}
          aria-pressed={size === one}
          onClick={() => chooseTextSize(one)}
        >
          {t(`guide.text-size.${one}`)}
        </button>
      ))}
    </fieldset>
  )
}
