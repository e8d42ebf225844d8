import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { RowMenu } from '@/shared/ui/row-menu';
import { Tag } from '@/shared/ui/tag';
import { toastProblem } from '@/shared/ui/toast';
import admin from '../components/admin.module.css';
import styles from '../pillars/pillars.module.css';
import { useArchiving } from '../use-archiving';
import { orderPerspectives, type Perspective, refreshPerspectives } from './api';

interface PerspectiveRowsProps {
  perspectives: Perspective[];
  archived: Perspective[];
  onEdit: (perspective: Perspective) => void;
}

function moved(perspectives: Perspective[], from: number, by: number): Perspective[] {
  const order = [...perspectives];
  const [perspective] = order.splice(from, 1);
  if (perspective) order.splice(from + by, 0, perspective);
  return order;
}

/** The perspectives with their order; arrows move one up or down. */
export function PerspectiveRows({ perspectives, archived, onEdit }: PerspectiveRowsProps) {
  const { t } = useTranslation(['admin', 'common']);
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const { archive, restore } = useArchiving('kpi-perspectives', ['/kpis', '/kpi-catalogue']);
  const ordering = useMutation({
    mutationFn: orderPerspectives,
    onError: (error) => toastProblem(common, error),
    onSettled: () => refreshPerspectives(client),
  });
  const shown = ordering.isPending ? ordering.variables : perspectives;
  const arrow = (index: number, by: -1 | 1, name: string) => (
    <Button
      type="text"
      size="small"
      disabled={index + by < 0 || index + by >= shown.length || ordering.isPending}
      aria-label={t(by < 0 ? 'perspectives.up' : 'perspectives.down', { name })}
      onClick={() => ordering.mutate(moved(shown, index, by))}
    >
      {by < 0 ? '↑' : '↓'}
    </Button>
  );
  return (
    <ol className={styles.pillars}>
      {shown.map((perspective, index) => (
        <li key={perspective.id}>
          <span className={styles.number}>{index + 1}</span>
          <div className={admin.rowWords}>
            <b>{perspective.name}</b>
            <span>
              {perspective.code} · {t('perspectives.kpis', { count: perspective.kpis })}
            </span>
          </div>
          <div className={styles.arrows}>
            {arrow(index, -1, perspective.name)}
            {arrow(index, 1, perspective.name)}
          </div>
          <RowMenu
            name={perspective.name}
            actions={[
              { key: 'edit', label: t('common:action.edit'), run: () => onEdit(perspective) },
              {
                key: 'archive',
                label: t('common:action.archive'),
                run: () => archive(perspective),
              },
            ]}
          />
        </li>
      ))}
      {archived.map((perspective) => (
        <li key={perspective.id} data-over={true}>
          <span className={styles.number} />
          <div className={admin.rowHead}>
            {perspective.name} <Tag>{t('archived')}</Tag>
          </div>
          <span />
          <RowMenu
            name={perspective.name}
            actions={[{ key: 'restore', label: t('restore'), run: () => restore(perspective) }]}
          />
        </li>
      ))}
    </ol>
  );
}
