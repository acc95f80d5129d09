/** A dialog that asks for something and sends it. What the server refuses is said below; what was typed stays. */
import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { useT } from '../texts.ts'
import { Failed } from './Failed.tsx'

type Props = {
  title: string
  /** What the button says that sends it, and what the one beside it. */
  ok: string
  cancel?: string
  /** How the sending stands. */
  sending: { isPending: boolean; isError: boolean; error: unknown }
  ready?: boolean
  danger?: boolean
  width?: number
  send: () => void
  close: () => void
  children: ReactNode
}

export function AskDialog({
  title,
  ok,
  cancel,
  sending,
  ready = true,
  danger = false,
  width = 460,
  send,
  close,
  children,
}: Props) {
  const t = useT()
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={cancel ?? t('admin.cancel')}
      okButtonProps={{ danger, disabled: !ready, loading: sending.isPending }}
      onOk={send}
      onCancel={close}
      width={width}
    >
      <div className="stack">
        {children}
        {sending.isError && <Failed error={sending.error} />}
      </div>
    </Modal>
  )
}
