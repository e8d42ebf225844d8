import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { toastProblem } from '@/shared/ui/toast';
import { type Verification, verifyChanges } from './api';
import styles from './changes.module.css';

/** Walks the whole chain on request and says what was found. */
export function VerificationCard() {
  const { t } = useTranslation('admin');
  const { t: common } = useTranslation('common');
  const verifying = useMutation({
    mutationFn: verifyChanges,
    onError: (error) => toastProblem(common, error),
  });
  return (
    <div className={styles.verification} data-state={stateOf(verifying.data)}>
      <div role="status" className={styles.verdict}>
        {verifying.data ? <Verdict found={verifying.data} /> : <p>{t('changes.chain')}</p>}
      </div>
      <Button loading={verifying.isPending} onClick={() => verifying.mutate()}>
        {t('changes.verify')}
      </Button>
    </div>
  );
}

function stateOf(found: Verification | undefined): 'intact' | 'broken' | undefined {
  if (!found) return undefined;
  return found.is_intact ? 'intact' : 'broken';
}

function Verdict({ found }: { found: Verification }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const counts = {
    changes: format.number(found.checked),
    points: format.number(found.measurements),
  };
  return (
    <>
      <p>
        <b>{t(found.is_intact ? 'changes.intact' : 'changes.broken')}</b>{' '}
        {found.is_intact
          ? t('changes.intactHint', counts)
          : t('changes.brokenHint', {
              seq: format.number(found.broken_seq),
              reason: found.broken_because ?? '',
            })}
      </p>
      {found.head_hash ? (
        <p className={styles.hash}>
          {t('changes.head', { seq: format.number(found.head_seq) })} <code>{found.head_hash}</code>
        </p>
      ) : null}
    </>
  );
}
