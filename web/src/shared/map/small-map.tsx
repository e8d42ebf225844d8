import { MiniMap, type Node } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import type { Status } from '@/shared/api/types';
import { useThemeName } from '@/shared/lib/use-theme-name';
import { palette, type ThemeName } from '@/shared/ui/tokens';
import styles from './map.module.css';

/** The small map is a hint, not a sign: its full colours would glare in the dark. */
const alpha = 'b0';

/** The whole map in small, each card in the colour of its status. */
export function SmallMap<N extends Node>({ statusOf }: { statusOf: (node: N) => Status | null }) {
  const { t } = useTranslation('map');
  const theme = useThemeName();
  return (
    <MiniMap<N>
      pannable={true}
      zoomable={true}
      className={styles.mini ?? ''}
      ariaLabel={t('small')}
      nodeColor={(node) => `${colourOf(statusOf(node), theme)}${alpha}`}
      maskColor={`${palette[theme].page}b0`}
      bgColor={palette[theme].card}
    />
  );
}

function colourOf(status: Status | null, theme: ThemeName): string {
  const p = palette[theme];
  const colours: Partial<Record<Status, string>> = {
    on_track: p['on-track'],
    at_risk: p['at-risk'],
    off_track: p['off-track'],
    done: p.done,
  };
  return (status ? colours[status] : undefined) ?? p.draft;
}
