import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/shared/ui/icon';
import type { Panel } from '../panel';
import { useArchiving } from '../use-archiving';
import type { Kpi } from '../wire';

interface KpiActionsProps {
  kpi: Kpi;
  onOpen: (panel: Panel) => void;
}

export function KpiActions({ kpi, onOpen }: KpiActionsProps) {
  const { t } = useTranslation(['kpis', 'common']);
  const { archive, restore } = useArchiving('kpis');
  if (kpi.archived_at) {
    return kpi.may_edit ? <Button onClick={() => restore(kpi.id)}>{t('restore')}</Button> : null;
  }
  const items = [
    { key: 'archive', label: t('common:action.archive'), onClick: () => archive(kpi.id, kpi.name) },
  ];
  return (
    <>
      {kpi.may_record ? (
        <Button type="primary" onClick={() => onOpen({ kind: 'record' })}>
          {t('record.action')}
        </Button>
      ) : null}
      {kpi.may_edit ? (
        <>
          <Button onClick={() => onOpen({ kind: 'kpi' })}>{t('common:action.edit')}</Button>
          <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
            <Button aria-label={t('common:action.more')} icon={<Icon name="more" />} />
          </Dropdown>
        </>
      ) : null}
    </>
  );
}
