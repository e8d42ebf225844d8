import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon';

export interface RowAction {
  key: string;
  label: string;
  run: () => void;
  isDangerous?: boolean;
}

interface RowMenuProps {
  /** What the row is about; read out with the button. */
  name: string;
  actions: (RowAction | null)[];
}

/** The actions of one row behind one button. */
export function RowMenu({ name, actions }: RowMenuProps) {
  const { t } = useTranslation('common');
  const items: MenuProps['items'] = actions
    .filter((action) => action !== null)
    .map(({ key, label, run, isDangerous }) => ({
      key,
      label,
      danger: isDangerous ?? false,
      onClick: ({ domEvent }) => {
        domEvent.stopPropagation();
        run();
      },
    }));
  if (items.length === 0) return null;
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
      <Button
        type="text"
        size="small"
        aria-label={`${t('action.more')}: ${name}`}
        aria-haspopup="menu"
        icon={<Icon name="more" />}
      />
    </Dropdown>
  );
}
