import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { ErrorState } from '@/shared/ui/error-state';
import { SectionCard } from '@/shared/ui/section-card';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import { Tag } from '@/shared/ui/tag';
import { toast, toastProblem } from '@/shared/ui/toast';
import { endSessions, refreshSessions, type SignedInBrowser, sessionsQuery } from '../api';
import { browserName } from '../browser-name';
import styles from './account.module.css';

/** The browsers in which one is signed in; any of them can be signed out from here. */
export function SessionCard() {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery);
  const ending = useMutation({
    mutationFn: endSessions,
    onSuccess: (_, sessions) => toast({ title: t('sessions.ended', { count: sessions.length }) }),
    onError: (problem) => toastProblem(common, problem),
    onSettled: () => refreshSessions(client),
  });
  const sessions = (data?.items ?? []).filter((session) => !session.revoked_at);
  const others = sessions.filter((session) => !session.is_current);
  return (
    <SectionCard
      title={t('sessions.title')}
      actions={
        others.length > 0 ? (
          <Button size="small" loading={ending.isPending} onClick={() => ending.mutate(others)}>
            {t('sessions.endOthers')}
          </Button>
        ) : null
      }
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowsSkeleton count={2} /> : null}
      <ul className={styles.sessions}>
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isPending={ending.isPending}
            onEnd={() => ending.mutate([session])}
          />
        ))}
      </ul>
    </SectionCard>
  );
}

interface SessionRowProps {
  session: SignedInBrowser;
  isPending: boolean;
  onEnd: () => void;
}

function SessionRow({ session, isPending, onEnd }: SessionRowProps) {
  const { t } = useTranslation('account');
  const format = useFormat();
  const name = browserName(session.user_agent);
  return (
    <li>
      <div className={styles.browser}>
        <b title={session.user_agent}>
          {name}
          {session.is_current ? <Tag tone="soft">{t('sessions.this')}</Tag> : null}
        </b>
        <span className={styles.when}>
          {t('sessions.when', {
            since: format.instantDay(session.created_at),
            seen: format.ago(session.last_seen_at),
          })}
        </span>
      </div>
      {session.is_current ? null : (
        <Button
          size="small"
          type="text"
          disabled={isPending}
          aria-label={`${t('sessions.end')}: ${name}`}
          onClick={onEnd}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
