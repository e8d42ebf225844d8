import { useTranslation } from 'react-i18next';
import { StatusIcon, StatusTag, type StatusWord } from './status-tag';
import { VisuallyHidden } from './visually-hidden';

/** A status in a grid; where there is no room for the word it is only heard. */
export function StatusCell({ status, hasWord }: { status: StatusWord; hasWord: boolean }) {
  const { t } = useTranslation('common');
  if (hasWord) return <StatusTag status={status} />;
  return (
    <>
      <StatusIcon status={status} size={16} />
      <VisuallyHidden>{t(`status.${status}`)}</VisuallyHidden>
    </>
  );
}
