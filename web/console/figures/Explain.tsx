/** Behind a click beside each figure: the formula in words, and the numbers that were put in. */
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { Formula } from '../../../src/assessment/vocabulary.ts'
import { useT } from '../texts.ts'
import { ExplainNumbers, type Numbers } from './ExplainNumbers.tsx'

type Props = { formula: Formula; numbers?: Numbers; quiet?: boolean }

export function Explain({ formula, numbers, quiet }: Props) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const name = t(`figures.name.${formula}`)
  return (
    <>
      <Button
        type="link"
        size="small"
        className={quiet ? 'explain explain-quiet' : 'explain'}
        aria-label={t('figures.explain.of', { name })}
        title={t('figures.explain.of', { name })}
        onClick={() => setOpen(true)}
      >
        {quiet ? <span aria-hidden="true">?</span> : t('figures.explain')}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t('figures.explain.of', { name })}
        size={460}
        className="explained"
      >
        <h3>{t('figures.explain.formula')}</h3>
        <p className="explain-formula">{t(`figures.formula.${formula}`)}</p>
        {numbers && <ExplainNumbers {...numbers} />}
        <h3>{t('figures.explain.counts')}</h3>
        <p>{t(`figures.counts.${formula}`)}</p>
        <h3>{t('figures.explain.without')}</h3>
        <p>{t(`figures.without.${formula}`)}</p>
        <p className="muted">{t('figures.explain.hidden')}</p>
        {numbers && <p className="muted">{t('figures.interval')}</p>}
        <p className="muted">{t('figures.explain.docs')}</p>
      </Drawer>
    </>
  )
}
