/** Who lacks a partner, on either side, each with the way to give them one. */
import { Button } from 'antd'
import { useState } from 'react'
import { useT } from '../texts.ts'
import { MakeTieDialog } from './MakeTieDialog.tsx'
import { PartyName } from './PartyName.tsx'
import type { Gaps, Party, TieKind } from './queries.ts'

type End = 'toId' | 'fromId'
export function GapLists({ kind, gaps }: { kind: TieKind; gaps: Gaps }) {
  const t = useT()
  const [chosen, choose] = useState<{ party: Party; end: End }>()
  const list = (end: End, rows: Gaps['served'], more: number) =>
    rows.length > 0 && (
      <>
        <h3>{t(end === 'toId' ? 'liaison.gaps.served' : 'liaison.gaps.serving', { n: rows.length + more })}</h3>
        <ul className="gap-list">
          {rows.map(({ party, has, lacks }) => (
            <li key={party.id}>
              <PartyName party={party} />
              <span className="muted">{t('liaison.gaps.has', { has, lacks })}</span>
              <Button onClick={() => choose({ party, end })}>{t('liaison.make')}</Button>
            </li>
          ))}
        </ul>
        {more > 0 && <p className="muted">{t('liaison.gaps.more', { n: more })}</p>}
      </>
    )
  return (
    <>
      {list('toId', gaps.served, gaps.servedMore)}
      {list('fromId', gaps.serving, gaps.servingMore)}
      {chosen && <MakeTieDialog kind={kind} party={chosen.party} end={chosen.end} done={() => choose(undefined)} />}
    </>
  )
}
