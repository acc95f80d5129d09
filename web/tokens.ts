/** One look for every page: colours, sizes and type, by use; as CSS variables for pages and as values for the Ant theme. */
export const tokens = {
  color: {
    ink: '#1c2024',
    paper: '#ffffff',
    ground: '#f6f5f2',
    muted: '#5a6068',
    action: '#14539a',
    actionHover: '#0e3f77',
    brand: '#a3211b',
    line: '#dcd9d2',
    fieldBorder: '#8a9099',
    focus: '#1c2024',
    focusInside: '#ffb000',
    inTime: '#1b6e37',
    inTimeGround: '#e8f5ec',
    dueSoon: '#7a4b00',
    dueSoonGround: '#fff3d6',
    late: '#a11d16',
    lateGround: '#fdeceb',
    elsewhere: '#14539a',
    elsewhereGround: '#e8f0fa',
    ended: '#4c535b',
    endedGround: '#eef0f2',
    whistle: '#5b3a8e',
    whistleGround: '#f1ecfa',
  },
  /** Pixels. */
  size: {
    step: 4,
    radius: 6,
    deskText: 14,
    deskControl: 36,
    residentText: 20,
    elderText: 26,
    row: 44,
    button: 48,
    elderButton: 60,
    band: 4,
  },
  font: {
    family: "'PingFang SC','HarmonyOS Sans SC','Source Han Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif",
    mono: 'ui-monospace,Menlo,Consolas,monospace',
    lineHeight: 1.6,
  },
  motion: { milliseconds: 150 },
} as const

/** Never colour alone: the shape that goes with each state of a clock. */
export const shapes = { inTime: '●', dueSoon: '◐', late: '▲', ended: '■' } as const

const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

/** `--ink:#1c2024;…`: the colours as CSS variables, named by use. */
export const cssVariables = Object.entries(tokens.color)
  .map(([name, value]) => `--${kebab(name)}:${value}`)
  .join(';')
