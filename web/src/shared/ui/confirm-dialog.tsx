import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmDialogProps {
  title: string;
  /** What will happen, and whether there is a way back. */
  children: ReactNode;
  /** The verb on the button: never just "OK". */
  confirmLabel: string;
  isDangerous?: boolean;
  isPending?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asked before something that cannot be undone, or that others will notice. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirmLabel, isDangerous, isPending, onConfirm, onClose } = props;
  const { t } = useTranslation('common');
  return (
    <Modal
      open={true}
      title={title}
      okText={confirmLabel}
      cancelText={t('action.cancel')}
      okButtonProps={{ danger: isDangerous ?? false }}
      confirmLoading={isPending ?? false}
      onOk={onConfirm}
      onCancel={onClose}
    >
      {children}
    </Modal>
  );
}
