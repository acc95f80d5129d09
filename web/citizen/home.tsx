/** The first page: say something, look something up, or choose the village. */

import type { Directory } from './directory.ts'
import { page } from './engine.tsx'
import type { Visit } from './visit.ts'

/** Few villages are shown at once; many fold up under their towns. */
const shownAtOnce = 40

export const home = page({
  path: '/',
  needs: 'nothing',
  title: (v) =>
    v.village
      ? v.t('home.title-village', { village: v.name(v.village) })
      : v.t('home.title', { place: v.name(v.jurisdiction) }),
  view: (v) => (
    <>
      <p>{v.t('home.say')}</p>
      <div class="actions wide">
        <a class="button big" href="/report/what-happened">
          {v.t('home.report')}
        </a>
        <a class="button second big" href="/track/your-code">
          {v.t('home.track')}
        </a>
        {v.village && (
          <a class="button second big" href={`/v/${v.village.slug}`}>
            {v.t('home.village-page', { village: v.name(v.village) })}
          </a>
        )}
      </div>
      <h2>{v.t(v.village ? 'home.other-village' : 'home.which-village')}</h2>
      <Villages v={v} directory={v.directory} />
    </>
  ),
})

const Villages = ({ v, directory }: { v: Visit; directory: Directory }) => (
  <>
    {directory.towns
      .filter((town) => town.villages.length)
      .map((town) => (
        <details open={directory.villages.length <= shownAtOnce && !v.village}>
          <summary>{v.name(town)}</summary>
          <ul class="places">
            {town.villages.map((village) => (
              <li>
                <a href={`/v/${village.slug}`}>{v.name(village)}</a>
              </li>
            ))}
          </ul>
        </details>
      ))}
    {directory.villages.length === 0 && <p class="note ended">{v.t('home.no-villages')}</p>}
  </>
)
