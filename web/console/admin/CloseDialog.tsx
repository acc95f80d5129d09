/** Closing a unit: asked first, for it cannot be opened again. */
import { App, Modal } from 'antd'
import { api, call } from '../api.ts'
import { Failed } from '../parts/Failed.tsx'
import { useName, useT } from '../texts.ts'
import { type Unit, useChange } from './queries.ts'

export function CloseDialog({ unit, done }: { unit: Unit; done: () => void }) {
  const t = useT()
  const name = useName()
  const { message } = App.useApp()
  const close = useChange(() =>
    call(api.POST('/units/{orgId}/close', { params: { path: { orgId: unit.id } }, body: {} })),
  )
  const go = () =>
    close.mutate(undefined, {
      onSuccess: () => {
        void message.success(t('admin.orgs.close.done'))
        done()
      },
    })
  return (
    <Modal
      open
      title={t('admin.orgs.close.title', { unit: name(unit) })}
      okText={t('admin.orgs.close')}
      cancelText={t('admin.cancel')}
      okButtonProps={{ danger: true, loading: close.isPending }}
      onOk={go}
      onCancel={done}
      width={460}
    >
      <div className="stack">
        <p>{t('admin.orgs.close.means')}</p>
        {close.isError && <Failed error={close.error} />}
      </div>
    </Modal>
  )
}
