/** Closing a unit: asked first, for it cannot be opened again. */
import { App } from 'antd'
import { api, call } from '../api.ts'
import { AskDialog } from '../parts/AskDialog.tsx'
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
    <AskDialog
      title={t('admin.orgs.close.title', { unit: name(unit) })}
      ok={t('admin.orgs.close')}
      sending={close}
      danger
      send={go}
      close={done}
    >
      <p>{t('admin.orgs.close.means')}</p>
    </AskDialog>
  )
}
