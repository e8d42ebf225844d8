import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';
import type { Person } from './api';

/** Where somebody stands today, in words. */
export function PersonStanding({ person }: { person: Person }) {
  const { t } = useTranslation('admin');
  const { space } = useFormat();
  return (
    <Sentence>
      {person.unit
        ? t('people.standing.unit', { unit: person.unit.name })
        : t('people.standing.noUnit')}
      {space}
      {person.manager
        ? t('people.standing.manager', { manager: person.manager.name })
        : t('people.standing.noManager')}
    </Sentence>
  );
}
