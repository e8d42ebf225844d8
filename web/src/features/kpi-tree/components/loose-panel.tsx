import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { RowMenu } from '@/shared/ui/row-menu';
import { Tag } from '@/shared/ui/tag';
import type { KpiTreeNode } from '../api';
import { dragType, type Relating } from '../relating';
import { useNodeActions } from '../use-node-actions';
import { KpiStatus } from './kpi-status';
import styles from './kpi-tree.module.css';

interface LoosePanelProps {
  nodes: KpiTreeNode[];
  matches: string[];
  relating: Relating;
}

/** The KPIs that are tied to nothing; each can be dragged onto a card, or related from its menu. */
export function LoosePanel({ nodes, matches, relating }: LoosePanelProps) {
  const { t } = useTranslation('kpi-tree');
  if (nodes.length === 0) return null;
  const found = new Set(matches);
  return (
    <section className={styles.loose} aria-labelledby="kpi-tree-loose">
      <h3 id="kpi-tree-loose">
        {t('loose.title')} <Tag tone="soft">{nodes.length}</Tag>
      </h3>
      <p>{t(relating.isPossible ? 'loose.hintDrag' : 'loose.hint')}</p>
      <ul>
        {nodes.map((node) => (
          <LooseKpi
            key={node.tile.id}
            node={node}
            isMatch={found.has(node.tile.id)}
            relating={relating}
          />
        ))}
      </ul>
    </section>
  );
}

interface LooseKpiProps {
  node: KpiTreeNode;
  isMatch: boolean;
  relating: Relating;
}

function LooseKpi({ node, isMatch, relating }: LooseKpiProps) {
  const format = useFormat();
  const { tile } = node;
  const actions = useNodeActions(node, relating, () => {}).filter(({ key }) => key !== 'focus');
  return (
    <li
      draggable={relating.isPossible}
      data-match={isMatch || undefined}
      data-loose={tile.id}
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, tile.id);
        event.dataTransfer.effectAllowed = 'link';
      }}
    >
      <KpiStatus status={tile.status} look="light" />
      <AppLink href={kpiPath(tile.id, tile.subject?.id)} title={tile.name} draggable={false}>
        {tile.name}
      </AppLink>
      <span>{format.value(tile.latest?.value, tile)}</span>
      <RowMenu name={tile.name} actions={actions} />
    </li>
  );
}
