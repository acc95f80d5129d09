/** One quiet line above the list: how much came and went meanwhile, and the way to see it. */
import { Button } from 'antd'
import { useT } from '../texts.ts'

type Props = { news: number; gone: number; onShow: () => void }

export function InboxNews({ news, gone, onShow }: Props) {
  const t = useT()
  return (
    <div className="inbox-news" role="status">
      {news + gone > 0 && (
        <p>
          {news === 0
            ? t('live.gone', { n: gone })
            : gone === 0
              ? t('live.news', { n: news })
              : t('live.news-and-gone', { n: news, gone })}{' '}
          <Button type="link" size="small" onClick={onShow}>
            {t('live.show')}
          </Button>
        </p>
      )}
    </div>
  )
}
