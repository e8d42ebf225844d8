/**
 * The palette and the antd theme. `tokens.css` holds the same colours for our own CSS; `tokens.test.ts` keeps the two
 * equal. Status colours are computed for colour-blind eyes (frontend.md §10): change them only together.
 */
import { type MappingAlgorithm, type ThemeConfig, theme } from 'antd';

export type ThemeName = 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

interface Palette {
  page: string;
  card: string;
  raised: string;
  line: string;
  'line-strong': string;
  text: string;
  muted: string;
  faint: string;
  primary: string;
  accent: string;
  soft: string;
  track: string;
  ring: string;
  'on-track': string;
  'at-risk': string;
  'off-track': string;
  done: string;
  draft: string;
}

export const palette: Record<ThemeName, Palette> = {
  light: {
    page: '#f5f6f8',
    card: '#ffffff',
    raised: '#ffffff',
    line: '#e3e6eb',
    'line-strong': '#c9d0da',
    text: '#111827',
    muted: '#556070',
    faint: '#677182',
    primary: '#1d4ed8',
    accent: '#1d4ed8',
    soft: '#eef3ff',
    track: '#e6e9ef',
    ring: '#d3d9e2',
    'on-track': '#0f766e',
    'at-risk': '#a65f00',
    'off-track': '#9f1239',
    done: '#1d4ed8',
    draft: '#5b6472',
  },
  dark: {
    page: '#0f141b',
    card: '#161c25',
    raised: '#1d2531',
    line: '#262f3b',
    'line-strong': '#364152',
    text: '#e6eaf0',
    muted: '#9aa6b5',
    faint: '#8793a3',
    primary: '#2f68e8',
    accent: '#8fb3ff',
    soft: '#1a2740',
    track: '#263040',
    ring: '#323d4d',
    'on-track': '#2dd4bf',
    'at-risk': '#fbbf24',
    'off-track': '#fb7185',
    done: '#7aa2ff',
    draft: '#9aa4b2',
  },
};

export const fontFamily =
  '"Inter Variable", system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif';

/**
 * antd derives more colours from ours, and in the dark changes ours too. These are as they should be: links and errors
 * those of the palette, and a primary button that stays readable (4.5:1) under the mouse.
 */
const exactly =
  (name: ThemeName, primaryHover: string): MappingAlgorithm =>
  (_, map) => {
    const p = palette[name];
    const link = { colorLink: p.accent, colorLinkHover: p.accent, colorLinkActive: p.accent };
    return {
      ...(map as NonNullable<typeof map>),
      ...link,
      colorPrimaryHover: primaryHover,
      colorError: p['off-track'],
      colorErrorActive: p['off-track'],
    };
  };
const exact: Record<ThemeName, MappingAlgorithm> = {
  light: exactly('light', '#1a44c2'),
  dark: exactly('dark', palette.dark.primary),
};

export function antdTheme(name: ThemeName, density: Density): ThemeConfig {
  const p = palette[name];
  const base = name === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm;
  return {
    algorithm: [base, ...(density === 'compact' ? [theme.compactAlgorithm] : []), exact[name]],
    // The key becomes a class on every antd component: never a word that our own CSS uses.
    cssVar: { key: 'app-theme' },
    token: {
      fontFamily,
      fontSize: 14,
      borderRadius: 6,
      colorPrimary: p.primary,
      colorInfo: p.primary,
      colorError: p['off-track'],
      colorWarning: p['at-risk'],
      colorSuccess: p['on-track'],
      colorText: p.text,
      colorTextSecondary: p.muted,
      colorTextTertiary: p.muted,
      colorTextDescription: p.muted,
      colorTextPlaceholder: p.faint,
      colorBgLayout: p.page,
      colorBgContainer: p.card,
      colorBgElevated: p.raised,
      colorBorder: p['line-strong'],
      colorBorderSecondary: p.line,
      controlHeight: density === 'compact' ? 28 : 34,
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        dangerColor: name === 'dark' ? p.page : p.card,
        defaultHoverColor: p.accent,
        defaultHoverBorderColor: p.accent,
        defaultActiveColor: p.accent,
        defaultActiveBorderColor: p.accent,
      },
      Drawer: { paddingLG: 20 },
    },
  };
}
