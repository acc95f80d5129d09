/** The supervision list (督办清单): what is supervised, late, sent back or on the duty list, with who answers for it and until when. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { dayText } from '../case/when.ts'
import { type SupervisionItem, useSupervision } from '../lists/queries.ts'
import { Clock } from '../parts/Clock.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { useName, useSpeech } from '../texts.ts'
import { WorkListPage } from './WorkListPage.tsx'
import { type WorkColumn, WorkTable } from './WorkTable.tsx'

const route = getRouteApi('/desk/supervision')

export function SupervisionPage() {
  const { t, language } = useSpeech()
  const name = useName()
  const { org } = route.useSearch()
  const navigate = useNavigate()
  const columns: WorkColumn<SupervisionItem>[] = [
    {
      key: 'why',
      head: t('lists.work.why'),
      cell: (c) => c.why.map((w) => t(`lists.why.${w}`)).join(t('lists.join')),
    },
    {
      key: 'supervised',
      head: t('lists.work.supervised'),
      cell: (c) =>
        c.supervised &&
        t('lists.supervised-by', {
          name: [name(c.supervised.org), c.supervised.by.name].filter(Boolean).join(' '),
          day: dayText(language, c.supervised.at),
        }),
    },
    {
      key: 'responsible',
      head: t('lists.work.responsible'),
      className: 'col-who',
      cell: (c) => [name(c.holder), c.holderMember?.name].filter(Boolean).join(' '),
    },
    { key: 'due', head: t('lists.work.due'), className: 'col-due', cell: (c) => <Clock of={c} bar={false} /> },
    { key: 'state', head: t('lists.column.state'), cell: (c) => <StateTag state={c.state} /> },
  ]
  return (
    <WorkListPage
      which="supervision"
      path="/supervision-list"
      org={org}
      choose={(next) => void navigate({ to: '/supervision', search: next ? { org: next } : {}, replace: true })}
      read={useSupervision(org)}
      table={(items) => <WorkTable title={t('lists.supervision')} items={items} columns={columns} />}
    />
  )
}
