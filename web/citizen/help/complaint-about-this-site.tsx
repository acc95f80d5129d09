/** Complaints and suggestions about these pages themselves (投诉建议): a phone, and the same form as for everything else. */
import { page } from '../engine.tsx'
import { Tel } from '../parts.tsx'

export const complaintAboutThisSite = page({
  path: '/help/complaint-about-this-site',
  needs: 'nothing',
  title: (v) => v.t('site.title'),
  view: (v) => (
    <>
      <p>{v.t('site.say')}</p>
      {v.directory.top?.phone && (
        <p>
          {v.t('site.call', { org: v.name(v.directory.top) })} <Tel phone={v.directory.top.phone} />
        </p>
      )}
      <p>
        {v.t('site.upward')} <Tel phone="12345" />
      </p>
      <div class="actions">
        <a class="button" href="/report/what-happened">
          {v.t('site.write')}
        </a>
      </div>
    </>
  ),
})
