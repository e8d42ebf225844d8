import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { SecretField } from '@/shared/accounts/secret-field';
import { useFormat } from '@/shared/lib/use-format';
import type { IssuedLink } from './api';

/** A link just made, and for whom. */
export interface IssuedFor {
  link: IssuedLink;
  name: string;
}

interface LinkDialogProps {
  issued: IssuedFor;
  onClose: () => void;
}

/** The one moment at which an invitation or reset link can be read and passed on. */
export function LinkDialog({ issued: { link, name }, onClose }: LinkDialogProps) {
  const { t } = useTranslation(['admin', 'accounts']);
  const format = useFormat();
  return (
    <Modal
      open={true}
      title={t(`link.${link.kind}`, { name })}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={<Button onClick={onClose}>{t('accounts:secret.done')}</Button>}
    >
      <p>{t(`link.${link.kind}Hint`)}</p>
      <SecretField
        label={t('link.address')}
        secret={link.url}
        hint={[
          t('accounts:secret.once'),
          t('link.until', { time: format.instant(link.expires_at) }),
        ].join(format.space)}
      />
    </Modal>
  );
}
