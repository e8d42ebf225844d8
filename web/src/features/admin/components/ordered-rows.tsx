import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RowMenu } from '@/shared/ui/row-menu';
import { Tag } from '@/shared/ui/tag';
import { toastProblem } from '@/shared/ui/toast';
import type { ArchivableNoun } from '../api';
import { useArchiving } from '../use-archiving';
import admin from './admin.module.css';
import styles from './ordered-rows.module.css';

export interface Ordered {
  id: string;
  name: string;
  position: number;
  archived_at: string | null;
}

interface OrderedRowsProps<T extends Ordered> {
  noun: ArchivableNoun;
  /** What else shows these things. */
  paths: readonly string[];
  items: T[];
  /** What is under the name. */
  detail: (item: T) => ReactNode;
  /** Gives the things the places in which they are listed. */
  order: (items: T[]) => Promise<void>;
  refresh: (client: QueryClient) => Promise<unknown>;
  onEdit: (item: T) => void;
}

function moved<T>(items: T[], from: number, by: number): T[] {
  const order = [...items];
  const [item] = order.splice(from, 1);
  if (item) order.splice(from + by, 0, item);
  return order;
}

/** Things in an order that people give them: arrows move one up or down; those out of use come last. */
export function OrderedRows<T extends Ordered>(props: OrderedRowsProps<T>) {
  const { noun, paths, items, detail, order, refresh, onEdit } = props;
  const { t } = useTranslation(['admin', 'common']);
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const { archive, restore } = useArchiving(noun, paths);
  const ordering = useMutation({
    mutationFn: order,
    onError: (error) => toastProblem(common, error),
    onSettled: () => refresh(client),
  });
  const inUse = items.filter(({ archived_at }) => !archived_at);
  const shown = ordering.isPending ? ordering.variables : inUse;
  const arrow = (index: number, by: -1 | 1, name: string) => (
    <Button
      type="text"
      size="small"
      disabled={index + by < 0 || index + by >= shown.length || ordering.isPending}
      aria-label={t(by < 0 ? 'order.up' : 'order.down', { name })}
      onClick={() => ordering.mutate(moved(shown, index, by))}
    >
      {by < 0 ? '↑' : '↓'}
    </Button>
  );
  return (
    <ol className={styles.rows}>
      {shown.map((item, index) => (
        <li key={item.id}>
          <span className={styles.number}>{index + 1}</span>
          <div className={admin.rowWords}>
            <b>{item.name}</b>
            {detail(item)}
          </div>
          <div className={styles.arrows}>
            {arrow(index, -1, item.name)}
            {arrow(index, 1, item.name)}
          </div>
          <RowMenu
            name={item.name}
            actions={[
              { key: 'edit', label: t('common:action.edit'), run: () => onEdit(item) },
              { key: 'archive', label: t('common:action.archive'), run: () => archive(item) },
            ]}
          />
        </li>
      ))}
      {items
        .filter(({ archived_at }) => archived_at)
        .map((item) => (
          <li key={item.id} data-over={true}>
            <span className={styles.number} />
            <div className={admin.rowHead}>
              {item.name} <Tag>{t('archived')}</Tag>
            </div>
            <span />
            <RowMenu
              name={item.name}
              actions={[{ key: 'restore', label: t('restore'), run: () => restore(item) }]}
            />
          </li>
        ))}
    </ol>
  );
}
