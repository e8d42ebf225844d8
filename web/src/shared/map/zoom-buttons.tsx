import { Panel, useReactFlow } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import styles from './map.module.css';

const stepMs = 160;
/** Room for the heads of the columns, and for the buttons at the foot. */
export const framePadding = { top: '52px', right: '28px', bottom: '60px', left: '28px' } as const;

export function ZoomButtons() {
  const { t } = useTranslation('map');
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const buttons = [
    { name: 'in', path: 'M8 3.5v9M3.5 8h9', run: () => zoomIn({ duration: stepMs }) },
    { name: 'out', path: 'M3.5 8h9', run: () => zoomOut({ duration: stepMs }) },
    {
      name: 'fit',
      path: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
      run: () => fitView({ duration: stepMs, padding: framePadding, maxZoom: 1 }),
    },
  ] as const;
  return (
    <Panel position="bottom-left" className={styles.zoom ?? ''}>
      {buttons.map(({ name, path, run }) => (
        <button
          key={name}
          type="button"
          title={t(`zoom.${name}`)}
          aria-label={t(`zoom.${name}`)}
          onClick={() => void run()}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d={path} />
          </svg>
        </button>
      ))}
    </Panel>
  );
}
