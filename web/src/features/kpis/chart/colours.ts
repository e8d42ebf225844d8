import { palette, type ThemeName } from '@/shared/ui/tokens';

export interface Colours {
  line: string;
  good: string;
  limit: string;
  text: string;
  muted: string;
  grid: string;
  card: string;
  warn: string;
}

/** The colours of a chart out of the palette of the theme. */
export function coloursOf(theme: ThemeName): Colours {
  const p = palette[theme];
  return {
    line: p.accent,
    good: p['on-track'],
    limit: p.faint,
    text: p.text,
    muted: p.muted,
    grid: p.line,
    card: p.raised,
    warn: p['at-risk'],
  };
}
