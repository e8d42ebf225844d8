import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type UnitNode, unitsQuery } from '@/shared/api/refs';

interface UnitSelectProps {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  placeholder?: string;
}

interface TreeNode {
  value: string;
  title: string;
  children: TreeNode[];
}

function asTree(units: UnitNode[]): TreeNode[] {
  const nodes = new Map(
    units.map((unit) => [
      unit.id,
      { value: unit.id, title: `${unit.name} · ${unit.code}`, children: [] as TreeNode[] },
    ]),
  );
  const roots: TreeNode[] = [];
  for (const unit of units) {
    const node = nodes.get(unit.id);
    if (!node) continue;
    const parent = unit.parent ? nodes.get(unit.parent.id) : undefined;
    (parent?.children ?? roots).push(node);
  }
  return roots;
}

/** A unit out of the tree of the organisation. */
export function UnitSelect({ id, value, onChange, placeholder }: UnitSelectProps) {
  const { t } = useTranslation('common');
  const { data = [] } = useQuery(unitsQuery);
  const tree = useMemo(() => asTree(data), [data]);
  return (
    <TreeSelect
      {...(id ? { id } : { 'aria-label': placeholder ?? t('picker.unit') })}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear={true}
      value={value ?? null}
      treeData={tree}
      treeDefaultExpandAll={true}
      placeholder={placeholder ?? t('picker.unit')}
      notFoundContent={t('picker.none')}
      onChange={(next) => onChange?.(next ?? null)}
    />
  );
}
