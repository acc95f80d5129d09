/** People with their posts and accounts: added, appointed with dates, ended; and looked at to help. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Paged } from '../lists/Paged.tsx'
import { StackTable } from '../officers/StackTable.tsx'
import { drop } from '../parts/drop.ts'
import { Empty } from '../parts/Empty.tsx'
import { Page } from '../parts/Page.tsx'
import { useMay, useMe, useOrgs } from '../queries.ts'
import { useName, useT } from '../texts.ts'
import './admin.css'
import { AddPersonDialog } from './AddPersonDialog.tsx'
import { EndPostDialog } from './EndPostDialog.tsx'
import { GivePostDialog } from './GivePostDialog.tsx'
import { PostLines } from './PostLines.tsx'
import { type PeopleSearch, type Person, type Post, usePeople } from './queries.ts'
import { SeeAsDialog } from './SeeAsDialog.tsx'

const route = getRouteApi('/desk/people')
type Doing =
  | { what: 'add' }
  | { what: 'account' | 'give' | 'see-as'; person: Person }
  | { what: 'end'; person: Person; post: Post }

export function PeoplePage() {
  const t = useT()
  const name = useName()
  const search = route.useSearch()
  const navigate = useNavigate()
  const people = usePeople(search)
  const orgs = useOrgs().data ?? []
  const [doing, setDoing] = useState<Doing>()
  const choose = (part: { [K in keyof PeopleSearch]?: PeopleSearch[K] | undefined }) =>
    void navigate({ to: '/people', search: drop({ ...search, ...part }), replace: true, resetScroll: false })
  const end = () => setDoing(undefined)
  return (
    <Page
      title={t('admin.people')}
      note={t('admin.people.note')}
      actions={
        <>
          <Link to="/roles">{t('admin.roles')}</Link>
          <Link to="/import" search={{ list: 'people' }}>
            {t('admin.import')}
          </Link>
          <Button type="primary" onClick={() => setDoing({ what: 'add' })}>
            {t('admin.people.add')}
          </Button>
        </>
      }
    >
      <div className="filters">
        <div className="filter-fields">
          <Input.Search
            allowClear
            className="account-search"
            defaultValue={search.q ?? ''}
            maxLength={50}
            placeholder={t('admin.people.search')}
            aria-label={t('admin.people.search')}
            onSearch={(q) => choose({ q: q.trim() || undefined })}
          />
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            className="filter-select"
            popupMatchSelectWidth={false}
            placeholder={t('admin.people.at')}
            aria-label={t('admin.people.at')}
            value={search.org}
            onChange={(org: string | undefined) => choose({ org })}
            options={orgs.map((o) => ({ value: o.id, label: name(o) }))}
          />
        </div>
      </div>
      <Paged read={people} none={<Empty title={t('admin.people.none')} how={t('admin.people.how')} />}>
        {(rows) => <PeopleTable people={rows} choose={setDoing} />}
      </Paged>
      {doing?.what === 'add' && <AddPersonDialog done={end} />}
      {doing?.what === 'account' && <AddPersonDialog person={doing.person} done={end} />}
      {doing?.what === 'give' && <GivePostDialog person={doing.person} orgId={search.org} done={end} />}
      {doing?.what === 'end' && <EndPostDialog person={doing.person} post={doing.post} done={end} />}
      {doing?.what === 'see-as' && <SeeAsDialog person={doing.person} done={end} />}
    </Page>
  )
}

const columns = ['name', 'posts', 'account', 'do'] as const
function PeopleTable({ people, choose }: { people: readonly Person[]; choose: (doing: Doing) => void }) {
  const t = useT()
  const may = useMay()
  const me = useMe().data?.member.id
  return (
    <StackTable
      className="people-table"
      columns={columns.map((key) => ({ key, label: t(`admin.people.column.${key}`) }))}
      rows={people.map((person) => ({
        id: person.id,
        cells: {
          name: (
            <>
              <strong>{person.name}</strong>
              {person.phone && <span className="under">{person.phone}</span>}
            </>
          ),
          posts: (
            <PostLines
              posts={person.posts}
              {...(person.id !== me && { end: (post: Post) => choose({ what: 'end', person, post }) })}
            />
          ),
          account: (
            <>
              {person.username ?? <span className="muted">{t('admin.people.no-account')}</span>}
              {person.locked && <span className="tag tag-due-soon">◐ {t('admin.people.locked')}</span>}
            </>
          ),
          do:
            person.id === me ? (
              <span className="muted">{t('officers.accounts.you')}</span>
            ) : (
              <span className="measures">
                <Button size="small" onClick={() => choose({ what: 'give', person })}>
                  {t('admin.people.give')}
                </Button>
                {!person.username && (
                  <Button size="small" onClick={() => choose({ what: 'account', person })}>
                    {t('admin.people.account')}
                  </Button>
                )}
                {may('support.see-as') && person.username && (
                  <Button size="small" onClick={() => choose({ what: 'see-as', person })}>
                    {t('admin.people.see-as')}
                  </Button>
                )}
              </span>
            ),
        },
      }))}
    />
  )
}
