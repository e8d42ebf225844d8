import { Handle, type NodeProps, Position } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { usePageDay } from '@/shared/lib/as-of';
import { kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import cardStyles from '@/shared/map/card.module.css';
import { AppLink } from '@/shared/ui/app-link';
import { NumberDoor } from '@/shared/ui/number-door';
import { RowMenu } from '@/shared/ui/row-menu';
import { Sparkline } from '@/shared/ui/sparkline';
import { dragType } from '../relating';
import { useNodeActions } from '../use-node-actions';
import styles from './kpi-node.module.css';
import { KpiStatus } from './kpi-status';
import type { KpiNodeType } from './tree-elements';

/** One KPI on the map. Its name is the link that the keyboard walks over; another KPI can be dropped on it. */
export function KpiNode({ data }: NodeProps<KpiNodeType>) {
  const { t } = useTranslation('kpi-tree');
  const format = useFormat();
  const isPast = usePageDay() !== undefined;
  const { node, relating } = data;
  const { tile, owner } = node;
  const actions = useNodeActions(node, relating, data.onFocusPath);
  const written = format.value(tile.latest?.value, tile);
  const canDrag = relating.isPossible && !isPast;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu and the toolbar do the same by the keyboard
    <div
      className={`${cardStyles.card} ${styles.card}`}
      data-status={tile.status ?? undefined}
      data-dimmed={data.isDimmed || undefined}
      data-focus={data.isFocus || undefined}
      data-match={data.isMatch || undefined}
      data-aside={data.isAside || undefined}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragType)) event.preventDefault();
      }}
      onDrop={(event) => {
        const dragged = event.dataTransfer.getData(dragType);
        event.preventDefault();
        if (dragged) relating.dropped(dragged, tile.id);
      }}
    >
      <Handle
        type="target"
        position={Position.Right}
        className={cardStyles.end ?? ''}
        isConnectable={canDrag}
        isConnectableStart={false}
      />
      <div className={styles.head}>
        <KpiStatus status={tile.status} look="light" />
        <AppLink
          href={kpiPath(tile.id, tile.subject?.id)}
          className={`${cardStyles.heading} ${styles.name}`}
          data-card={tile.id}
          tabIndex={data.isTabStop ? 0 : -1}
          title={tile.name}
          onFocus={() => data.onActive(tile.id)}
        >
          {tile.name}
        </AppLink>
        <span className={styles.menu}>
          <RowMenu name={tile.name} actions={actions} />
        </span>
      </div>
      <div className={styles.figures}>
        <NumberDoor
          proof={{ of: 'kpi', id: tile.id, unit: tile.subject?.id, period: tile.latest?.period }}
          look="strong"
        >
          {written}
        </NumberDoor>
        <small>{format.change(tile.latest?.delta, tile)}</small>
        <span className={styles.spark}>
          <Sparkline
            values={tile.points.map((point) => point.value)}
            target={tile.target?.target ?? tile.target?.floor ?? null}
            band={[tile.target?.range_low ?? null, tile.target?.range_high ?? null]}
            direction={tile.direction}
            label={t('spark', { name: tile.name, count: tile.points.length, value: written })}
            height={26}
          />
        </span>
      </div>
      <div className={styles.foot}>
        <span>
          {tile.latest ? format.period(tile.latest.start, tile.latest.end) : t('noValue')}
        </span>
        <span title={owner?.name}>{owner?.name}</span>
      </div>
      <Handle
        type="source"
        position={Position.Left}
        className={styles.start ?? ''}
        isConnectable={canDrag}
        isConnectableEnd={false}
        title={canDrag ? t('dragHandle') : undefined}
      />
    </div>
  );
}
