/** The number in the state petition system, ready to be copied over there. */
import { App } from 'antd'
import { useT } from '../../texts.ts'

export function ExternalNumber({ number }: { number: string | null }) {
  const t = useT()
  const { message } = App.useApp()
  if (!number) return <span className="case-muted">{t('petition.number-none')}</span>
  const copy = async () => {
    await navigator.clipboard.writeText(number)
    message.success(t('petition.copied'))
  }
  return (
    <span className="external-number">
      <span>{number}</span>{' '}
      <button type="button" className="link noprint" onClick={() => void copy()}>
        {t('petition.copy')}
      </button>
    </span>
  )
}
