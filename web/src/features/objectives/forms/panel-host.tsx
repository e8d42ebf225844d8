import type { ObjectiveOverview } from '@/shared/api/types';
import type { Panel } from '../panel';
import { AlignmentDrawer } from './alignment-drawer';
import { GradeDrawer } from './grade-drawer';
import { KeyResultDrawer } from './key-result-drawer';
import { LinkDrawer } from './link-drawer';
import { ObjectiveDrawer } from './objective-drawer';
import { StatusDrawer } from './status-drawer';

interface PanelHostProps {
  panel: Panel;
  overview: ObjectiveOverview;
  onClose: () => void;
}

/** The form that is open; all of them are loaded with the first. */
export function PanelHost({ panel, overview, onClose }: PanelHostProps) {
  const { objective } = overview;
  switch (panel.kind) {
    case 'objective':
      return <ObjectiveDrawer objective={objective} onClose={onClose} onSaved={onClose} />;
    case 'key_result':
      return (
        <KeyResultDrawer objective={objective} keyResult={panel.keyResult} onClose={onClose} />
      );
    case 'link':
      return <LinkDrawer keyResult={panel.keyResult} link={panel.link} onClose={onClose} />;
    case 'alignment':
      return (
        <AlignmentDrawer objective={objective} alignment={panel.alignment} onClose={onClose} />
      );
    case 'grade':
      return <GradeDrawer overview={overview} keyResult={panel.keyResult} onClose={onClose} />;
    case 'status':
      return <StatusDrawer goal={panel.goal} noun={panel.noun} onClose={onClose} />;
  }
}
