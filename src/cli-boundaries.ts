/** The command about outlines of villages: a file read and told of in plain sentences, then put in as the desk does it. */
import type { House } from './access/command.ts'
import type { Language } from './kernel/app.ts'
import { t } from './kernel/texts.ts'
import type { Said } from './log-commands.ts'
import {
  type Fault,
  featuresOf,
  mostFaults,
  mostFeatures,
  type Named,
  propertiesOf,
  shrink,
  takeNamed,
} from './registry/boundaries.ts'
import { importBoundaries, inputOf } from './registry/boundaries-store.ts'

const faultLine = (language: Language, { feature, name, wrong }: Fault) =>
  t(language, 'boundaries.fault', { feature, name: name || '–', wrong: t(language, `boundaries.wrong.${wrong}`) })
const faulty = (language: Language, faults: readonly Fault[]): Said => ({
  well: false,
  lines: [
    t(language, 'boundaries.faults', { n: faults.length }),
    ...faults.slice(0, mostFaults).map((fault) => faultLine(language, fault)),
  ],
})

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The villages of a file, or what is wrong with it. Without a property the names are looked for where there can be any. */
export function readOutlines(
  text: string,
  property: string | undefined,
  language: Language,
): Said & { villages?: Named[] } {
  const features = featuresOf(parsed(text))
  if (!features?.length) return { well: false, lines: [t(language, 'boundaries.no-file')] }
  if (features.length > mostFeatures)
    return { well: false, lines: [t(language, 'boundaries.too-many', { n: mostFeatures })] }
  const known = propertiesOf(features)
  const named =
    property ?? ['slug', 'name'].find((p) => known.includes(p)) ?? (known.length === 1 ? known[0] : undefined)
  if (named === undefined)
    return { well: false, lines: [t(language, 'boundaries.which-property', { known: known.join(', ') || '–' })] }
  const taken = takeNamed(features, named)
  return taken.faults.length ? faulty(language, taken.faults) : { well: true, lines: [], villages: shrink(taken.named) }
}

export async function keepOutlines(
  house: House,
  jurisdictionId: number,
  villages: readonly Named[],
  language: Language,
): Promise<Said> {
  const caller = { jurisdictionId, actor: { kind: 'system' }, language } as const
  const { kept, faults, unknown, without } = await importBoundaries()(house, caller, inputOf(villages))
  if (faults.length) return faulty(language, faults)
  const join = (names: readonly string[]) => names.join(language === 'en' ? ', ' : '、')
  return {
    well: kept > 0,
    lines: [
      t(language, kept > 0 ? 'boundaries.kept' : 'boundaries.none-known', { n: kept }),
      ...(unknown.length ? [t(language, 'boundaries.unknown', { names: join(unknown) })] : []),
      ...(kept > 0 && without.length ? [t(language, 'boundaries.without', { names: join(without) })] : []),
    ],
  }
}
