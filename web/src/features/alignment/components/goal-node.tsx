import { Handle, type NodeProps, Position } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { objectivePath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import cardStyles from '@/shared/map/card.module.css';
import { AppLink } from '@/shared/ui/app-link';
import { Dial } from '@/shared/ui/dial';
import { NumberDoor } from '@/shared/ui/number-door';
import { StatusTag } from '@/shared/ui/status-tag';
import styles from './goal-node.module.css';
import type { GoalNodeType } from './map-elements';

/** One objective on the map. Its title is the link that the keyboard walks over. */
export function GoalNode({ data }: NodeProps<GoalNodeType>) {
  const { t } = useTranslation('alignment');
  const format = useFormat();
  const { node, childCount, isExpanded } = data;
  const { score, owner, owner_unit: unit } = node;
  const whose = [owner?.name, unit?.code].filter(Boolean).join(' · ');
  const hasGap = score.coverage !== null && score.coverage < 1;
  return (
    <div
      className={`${cardStyles.card} ${styles.card}`}
      data-status={score.status}
      data-dimmed={data.isDimmed || undefined}
      data-focus={data.isFocus || undefined}
      data-match={data.isMatch || undefined}
      data-aside={node.is_of_outer_cycle || undefined}
    >
      <Handle
        type="target"
        position={Position.Left}
        className={cardStyles.end ?? ''}
        isConnectable={false}
      />
      <Dial
        size={30}
        progress={score.progress}
        elapsed={data.elapsed}
        status={score.status}
        isDecorative={true}
      />
      <div className={styles.words}>
        <AppLink
          href={objectivePath(node.id)}
          className={`${cardStyles.heading} ${styles.title}`}
          data-card={node.id}
          tabIndex={data.isTabStop ? 0 : -1}
          title={node.title}
          onFocus={() => data.onActive(node.id)}
        >
          {node.title}
        </AppLink>
        <div className={styles.whose}>
          <span title={unit?.name}>{whose}</span>
          {hasGap ? (
            <small title={t('coverage', { value: format.percent(score.coverage) })}>
              {t('coverageShort', { value: format.percent(score.coverage) })}
            </small>
          ) : null}
        </div>
        <div className={styles.stand}>
          <NumberDoor proof={{ of: 'objective', id: node.id }} look="strong">
            {format.percent(score.progress)}
          </NumberDoor>
          <StatusTag status={score.status} />
        </div>
      </div>
      {childCount > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.toggle}
          aria-expanded={isExpanded}
          aria-label={t(isExpanded ? 'hideSupporters' : 'showSupporters', {
            count: childCount,
            title: node.title,
          })}
          onClick={() => data.onToggle(node.id)}
        >
          {isExpanded ? '−' : `+${childCount}`}
        </button>
      ) : null}
      <Handle
        type="source"
        position={Position.Right}
        className={cardStyles.end ?? ''}
        isConnectable={false}
      />
    </div>
  );
}
