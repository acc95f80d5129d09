/** The Ant theme and CSS variables, made from the tokens every page of the house shares. */
import type { ThemeConfig } from 'antd'
import { tokens } from '../tokens.ts'

const { color, size, font } = tokens
const reduced = window.matchMedia('(prefers-reduced-motion: reduce)').matches

const theme: ThemeConfig = {
  token: {
    colorPrimary: color.action,
    colorLink: color.action,
    colorLinkHover: color.actionHover,
    colorInfo: color.elsewhere,
    colorInfoBg: color.elsewhereGround,
    colorSuccess: color.inTime,
    colorSuccessBg: color.inTimeGround,
    colorWarning: color.dueSoon,
    colorWarningBg: color.dueSoonGround,
    colorError: color.late,
    colorErrorBg: color.lateGround,
    colorText: color.ink,
    colorTextSecondary: color.muted,
    // the defaults of these three are below 4.5:1
    colorTextTertiary: color.muted,
    colorTextQuaternary: color.muted,
    colorTextPlaceholder: color.muted,
    colorTextDisabled: color.muted,
    colorBorder: color.fieldBorder,
    colorBorderSecondary: color.line,
    colorBgLayout: color.ground,
    borderRadius: size.radius,
    fontFamily: 'var(--font)',
    motion: !reduced,
    motionDurationSlow: `${tokens.motion.milliseconds / 1000}s`,
    motionDurationMid: '0.1s',
    wireframe: false,
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Table: { headerBg: color.ground, headerColor: color.ink, cellPaddingBlock: 8 },
  },
}

/** At a size of type: what holds words grows with them. */
export const themeAt = (scale: number): ThemeConfig => ({
  ...theme,
  token: {
    ...theme.token,
    fontSize: Math.round(size.deskText * scale),
    controlHeight: Math.round(size.deskControl * scale),
  },
})

/** The same colours for the desk's own style sheet: `var(--ink)`. */
export function setCssVariables(root: HTMLElement) {
  for (const [name, value] of Object.entries(color))
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`, value)
  root.style.setProperty('--font-family', font.family)
}
