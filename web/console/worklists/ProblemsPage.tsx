/** The problem list (问题清单): by village and kind, with cause, measure, standard, who answers for it and until when. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type ProblemItem, useProblems } from '../lists/queries.ts'
import { Clock } from '../parts/Clock.tsx'
import { useScheme } from '../parts/useScheme.ts'
import { useName, useT } from '../texts.ts'
import { WorkListPage } from './WorkListPage.tsx'
import { type WorkColumn, WorkTable } from './WorkTable.tsx'

const route = getRouteApi('/desk/problems')

export function ProblemsPage() {
  const t = useT()
  const name = useName()
  const { word } = useScheme()
  const { org } = route.useSearch()
  const navigate = useNavigate()
  const kind = (c: ProblemItem) => word('categories', c.category) || t('desk.unsorted')
  const columns: WorkColumn<ProblemItem>[] = [
    {
      key: 'sorted',
      head: t('lists.work.sorted'),
      className: 'col-short',
      // the heading row names the category
      cell: (c) =>
        [c.extent && t(`words.extent.${c.extent}`), word('natures', c.nature)].filter(Boolean).join(t('desk.join')),
    },
    { key: 'cause', head: t('lists.work.cause'), className: 'col-said', cell: (c) => c.cause },
    { key: 'measure', head: t('lists.work.measure'), className: 'col-said', cell: (c) => c.measure },
    { key: 'standard', head: t('lists.work.standard'), className: 'col-said', cell: (c) => c.standard },
    {
      key: 'responsible',
      head: t('lists.work.responsible'),
      className: 'col-who',
      cell: (c) => [name(c.holder), c.holderMember?.name].filter(Boolean).join(' '),
    },
    { key: 'due', head: t('lists.work.due'), className: 'col-due', cell: (c) => <Clock of={c} bar={false} /> },
    { key: 'noted', head: t('lists.work.noted'), className: 'col-short', cell: (c) => notes(t, c) },
  ]
  return (
    <WorkListPage
      which="problems"
      path="/problem-list"
      org={org}
      choose={(next) => void navigate({ to: '/problems', search: next ? { org: next } : {}, replace: true })}
      read={useProblems(org)}
      table={(items) => (
        <WorkTable
          title={t('lists.problems')}
          items={items}
          columns={columns}
          group={(c) => `${name(c.village)} · ${kind(c)}`}
        />
      )}
    />
  )
}

const notes = (t: ReturnType<typeof useT>, c: ProblemItem) =>
  [
    t(`words.state.${c.state}`),
    c.sentBack > 0 && t('desk.row.sent-back', { n: c.sentBack }),
    c.reopened > 0 && t('desk.row.reopened', { n: c.reopened }),
  ]
    .filter(Boolean)
    .join(t('desk.join'))
