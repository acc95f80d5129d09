/** Linking is undone in one click, from either end; the toast takes it back. */
import { Button } from 'antd'
import { keys, queryClient } from '../queries.ts'
import { useT } from '../texts.ts'
import { useQuickStep } from './useQuickStep.ts'

/** `member` is the case that joined, `lead` the number of the one it joined, `page` the case being looked at. */
type Props = { member: { id: string; number: string }; lead: string; page: string }

export function UnlinkButton({ member, lead, page }: Props) {
  const t = useT()
  const { busy, take, message, open } = useQuickStep()
  const again = () => queryClient.invalidateQueries({ queryKey: keys.case(page) })

  const unlink = async () => {
    const before = await open(member.id)
    const after = await take(member.id, before.version, 'unlink', {})
    await again()
    if (!after) return
    const key = `unlinked-${member.id}`
    const undo = async () => {
      message.destroy(key)
      await take(member.id, after.version, 'link', { leadNumber: lead })
      await again()
    }
    message.success({
      key,
      duration: 10,
      content: (
        <>
          {t('time.unlinked', { number: member.number })}{' '}
          {after.may.includes('link') && (
            <Button type="link" size="small" onClick={() => void undo()}>
              {t('time.undo')}
            </Button>
          )}
        </>
      ),
    })
  }
  return (
    <Button size="small" loading={busy} onClick={() => void unlink()} data-action="unlink-at-once">
      {t('words.action.unlink')}
    </Button>
  )
}
