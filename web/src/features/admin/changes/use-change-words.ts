import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from './api';
import { isEntity, isSelfEvident, verbOf } from './kinds';

/** What happened and to what, in words; codes that are newer than this page stay codes. */
export function useChangeWords() {
  const { t } = useTranslation('admin');
  return useMemo(() => {
    const entity = (name: string) => (isEntity(name) ? t(`changes.entity.${name}`) : name);
    return {
      entity,
      kind: (change: Pick<Change, 'kind' | 'entity'>) => {
        if (isSelfEvident(change.entity)) return entity(change.entity);
        const verb = verbOf(change.kind);
        return verb
          ? t('changes.kindOf', { entity: entity(change.entity), verb: t(`changes.verb.${verb}`) })
          : change.kind;
      },
      actor: (change: Pick<Change, 'actor' | 'actor_name'>) =>
        change.actor?.name ?? change.actor_name ?? t('changes.system'),
    };
  }, [t]);
}
