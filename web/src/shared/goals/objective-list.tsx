import { useState } from 'react';
import type { ObjectiveWithKeyResults, Status } from '@/shared/api/types';
import { KeyResultRow } from './key-result-row';
import { ObjectiveRow } from './objective-row';

interface ObjectiveListProps {
  objectives: ObjectiveWithKeyResults[];
  elapsed: number | null;
  hasOwner?: boolean;
}

/** Objectives with their key results under them; open at first is what needs a look. */
export function ObjectiveList({ objectives, elapsed, hasOwner = true }: ObjectiveListProps) {
  return objectives.map((objective) => (
    <ObjectiveGroup
      key={objective.id}
      objective={objective}
      elapsed={elapsed}
      hasOwner={hasOwner}
      isOpenAtFirst={objectives.length <= 2 || needsLook(objective)}
    />
  ));
}

interface ObjectiveGroupProps {
  objective: ObjectiveWithKeyResults;
  elapsed: number | null;
  hasOwner: boolean;
  isOpenAtFirst: boolean;
}

function ObjectiveGroup({ objective, elapsed, hasOwner, isOpenAtFirst }: ObjectiveGroupProps) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const toggle = { isOpen, onToggle: () => setIsOpen(!isOpen) };
  return (
    <>
      <ObjectiveRow objective={objective} elapsed={elapsed} hasOwner={hasOwner} toggle={toggle} />
      {isOpen
        ? objective.key_results.map((keyResult) => (
            <KeyResultRow
              key={keyResult.id}
              keyResult={keyResult}
              elapsed={elapsed}
              isChild={true}
              hasOwner={hasOwner}
            />
          ))
        : null}
    </>
  );
}

const troubled: Status[] = ['at_risk', 'off_track'];

function needsLook({ score, key_results }: ObjectiveWithKeyResults): boolean {
  return [score, ...key_results.map((keyResult) => keyResult.score)].some(({ status }) =>
    troubled.includes(status),
  );
}
