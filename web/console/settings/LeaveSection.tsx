/** Leave and standing in: mine, for whom I stand in, and, for whoever leads or oversees an office, its people’s. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Failed } from '../parts/Failed.tsx'
import { Loading } from '../parts/Loading.tsx'
import { useMay } from '../queries.ts'
import { useT } from '../texts.ts'
import { LeaveForm } from './LeaveForm.tsx'
import { LeaveList } from './LeaveList.tsx'
import { useMyLeave, useOfficeLeave } from './leave.ts'
import './standin.css'

export function LeaveSection() {
  const t = useT()
  const may = useMay()
  const mine = useMyLeave()
  const office = useOfficeLeave()
  const people = office.data?.people ?? []
  return (
    <section id="leave" className="leave">
      <h2>{t('standin.leave')}</h2>
      <p className="muted">{t('standin.leave.note')}</p>
      {mine.isPending && <Loading rows={2} />}
      {mine.isError && <Failed error={mine.error} retry={() => void mine.refetch()} />}
      {mine.data && (
        <>
          {mine.data.mine.length > 0 ? (
            <LeaveList items={mine.data.mine} mayEnd />
          ) : (
            <p className="muted">{t('standin.leave.none')}</p>
          )}
          <Opened text={t('standin.leave.enter')}>{(close) => <LeaveForm onDone={close} />}</Opened>
          {mine.data.asStandIn.length > 0 && (
            <>
              <h3>{t('standin.leave.as-stand-in')}</h3>
              <LeaveList items={mine.data.asStandIn} named />
            </>
          )}
        </>
      )}
      {people.length > 0 && (
        <>
          <h3>{t('standin.leave.office')}</h3>
          {office.data && office.data.items.length > 0 ? (
            <LeaveList items={office.data.items} named mayEnd />
          ) : (
            <p className="muted">{t('standin.leave.office-none')}</p>
          )}
          <Opened text={t('standin.leave.enter-office')}>
            {(close) => <LeaveForm people={people} onDone={close} />}
          </Opened>
        </>
      )}
      {may('case.assign') && (
        <p>
          <Link to="/hand-over">{t('standin.hand-over.link')}</Link>
        </p>
      )}
      {may('case.comment') && (
        <p>
          <Link to="/templates">{t('standin.templates.link')}</Link>
        </p>
      )}
    </section>
  )
}

/** A form that is there when asked for. */
function Opened({ text, children }: { text: string; children: (close: () => void) => React.ReactNode }) {
  const [open, setOpen] = useState(false)
  return open ? children(() => setOpen(false)) : <Button onClick={() => setOpen(true)}>{text}</Button>
}
