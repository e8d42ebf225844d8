import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { RowMenu } from '@/shared/ui/row-menu';
import { Tag } from '@/shared/ui/tag';
import { toastProblem } from '@/shared/ui/toast';
import admin from '../components/admin.module.css';
import { useArchiving } from '../use-archiving';
import { orderPillars, type Pillar, refreshPillars } from './api';
import styles from './pillars.module.css';

interface PillarRowsProps {
  pillars: Pillar[];
  archived: Pillar[];
  onEdit: (pillar: Pillar) => void;
}

function moved(pillars: Pillar[], from: number, by: number): Pillar[] {
  const order = [...pillars];
  const [pillar] = order.splice(from, 1);
  if (pillar) order.splice(from + by, 0, pillar);
  return order;
}

/** The pillars with their order; arrows move one up or down. */
export function PillarRows({ pillars, archived, onEdit }: PillarRowsProps) {
  const { t } = useTranslation(['admin', 'common']);
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const { archive, restore } = useArchiving('strategic-pillars', ['/company', '/objectives']);
  const ordering = useMutation({
    mutationFn: orderPillars,
    onError: (error) => toastProblem(common, error),
    onSettled: () => refreshPillars(client),
  });
  const shown = ordering.isPending ? ordering.variables : pillars;
  return (
    <ol className={styles.pillars}>
      {shown.map((pillar, index) => (
        <li key={pillar.id}>
          <span className={styles.number}>{index + 1}</span>
          <div className={admin.rowWords}>
            <b>{pillar.name}</b>
            {pillar.description ? <span>{pillar.description}</span> : null}
          </div>
          <div className={styles.arrows}>
            <Button
              type="text"
              size="small"
              disabled={index === 0 || ordering.isPending}
              aria-label={t('pillars.up', { name: pillar.name })}
              onClick={() => ordering.mutate(moved(shown, index, -1))}
            >
              ↑
            </Button>
            <Button
              type="text"
              size="small"
              disabled={index === shown.length - 1 || ordering.isPending}
              aria-label={t('pillars.down', { name: pillar.name })}
              onClick={() => ordering.mutate(moved(shown, index, 1))}
            >
              ↓
            </Button>
          </div>
          <RowMenu
            name={pillar.name}
            actions={[
              { key: 'edit', label: t('common:action.edit'), run: () => onEdit(pillar) },
              {
                key: 'archive',
                label: t('common:action.archive'),
                run: () => archive(pillar),
              },
            ]}
          />
        </li>
      ))}
      {archived.map((pillar) => (
        <li key={pillar.id} data-over={true}>
          <span className={styles.number} />
          <div className={admin.rowHead}>
            {pillar.name} <Tag>{t('archived')}</Tag>
          </div>
          <span />
          <RowMenu
            name={pillar.name}
            actions={[{ key: 'restore', label: t('restore'), run: () => restore(pillar) }]}
          />
        </li>
      ))}
    </ol>
  );
}
