import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewDriver } from '@/shared/drivers/wire';
import { toast } from '@/shared/ui/toast';
import type { TreeGraph } from './graph';
import { endOf, type Relating } from './relating';

export type Panel =
  | { kind: 'new'; known: NewDriver }
  | { kind: 'driver'; id: string }
  | { kind: 'edit'; id: string };

/** What opens when ties are made or looked at. */
export function useRelating(graph: TreeGraph): {
  relating: Relating;
  panel: Panel | null;
  setPanel: (panel: Panel | null) => void;
} {
  const { t } = useTranslation('kpi-tree');
  const [panel, setPanel] = useState<Panel | null>(null);
  const relating = useMemo(
    (): Relating => ({
      isPossible: graph.nodes.some((node) => node.may_relate),
      relate: (known) => setPanel({ kind: 'new', known }),
      dropped: (from, to) => {
        const [driver, driven] = [graph.byId.get(from), graph.byId.get(to)];
        if (!driver || !driven) return;
        if (driven.may_relate) {
          setPanel({ kind: 'new', known: { driver: endOf(driver), driven: endOf(driven) } });
        } else {
          toast({
            title: t('notYours', { name: driven.tile.name }),
            hint: t('notYoursHint'),
            isError: true,
          });
        }
      },
      open: (driver) => setPanel({ kind: 'driver', id: driver.id }),
    }),
    [graph, t],
  );
  return { relating, panel, setPanel };
}
