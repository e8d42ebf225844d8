import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import type { KpiTree } from './api';
import { PanelHost } from './components/panel-host';
import { buildGraph } from './graph';
import { KpiTreePage } from './kpi-tree-page';
import type { TreeSearch } from './search';
import { driverEdge, evidence, formulaEdge, node } from './test-tree';
import type { Panel } from './use-relating';

serveRequests();

const tree: KpiTree = {
  unit: { id: 'unit_1', code: 'NYC', name: 'New York' },
  is_cut: false,
  nodes: [node('leads'), node('won'), node('total', { is_computed: true }), node('alone')],
  edges: [formulaEdge('won', 'total'), driverEdge('leads', 'won', { note: 'As we saw in May' })],
};

async function open(given: KpiTree, search: TreeSearch = { view: 'outline' }, locale?: 'zh-CN') {
  server.use(
    http.get('*/api/v1/kpi-tree', () => HttpResponse.json(given)),
    http.get('*/api/v1/kpi-perspectives', () =>
      HttpResponse.json({ items: [], next_cursor: null }),
    ),
    http.get('*/api/v1/units', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.get('*/api/v1/kpis', () => HttpResponse.json({ items: [], next_cursor: null })),
  );
  const onSearch = vi.fn();
  await renderApp(<KpiTreePage search={search} onSearch={onSearch} />, locale ? { locale } : {});
  await screen.findByRole('heading', { level: 1 });
  return { user: userEvent.setup(), onSearch };
}

function OpenDriver({ edges }: Pick<KpiTree, 'edges'>) {
  const [panel, setPanel] = useState<Panel | null>({ kind: 'driver', id: 'drv_leads_won' });
  const graph = buildGraph({ ...tree, edges });
  return panel ? <PanelHost panel={panel} graph={graph} onPanel={setPanel} /> : <p>closed</p>;
}

async function openDriver(edges = tree.edges) {
  await renderApp(<OpenDriver edges={edges} />);
  return userEvent.setup();
}

test('says what is tied, and what the past says of what is believed', async () => {
  await open(tree);
  expect(screen.getByText(/The past supports one of them/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Relate' })).toBeInTheDocument();
});

test('a driver tells what is believed and why, and is edited', async () => {
  const user = await openDriver();
  const panel = await screen.findByRole('dialog');
  expect(within(panel).getByText('As we saw in May')).toBeInTheDocument();
  expect(within(panel).getByText('The past supports it.')).toBeInTheDocument();
  expect(within(panel).getByText(/r = 0.83: correlation of 8 changes/)).toBeInTheDocument();
  let sent: unknown;
  server.use(
    http.patch('*/api/v1/kpi-drivers/drv_leads_won', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({});
    }),
  );
  await user.click(within(panel).getByRole('button', { name: 'Edit' }));
  await user.click(await screen.findByRole('radio', { name: /opposite way/ }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() =>
    expect(sent).toEqual({ version: 1, influence: 'opposite', note: 'As we saw in May' }),
  );
});

test('a driver is removed once that is confirmed', async () => {
  const user = await openDriver();
  const removed = vi.fn();
  server.use(
    http.delete('*/api/v1/kpi-drivers/drv_leads_won', () => {
      removed();
      return new HttpResponse(null, { status: 204 });
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Remove' }));
  expect(removed).not.toHaveBeenCalled();
  const question = await screen.findByText('Remove this driver?');
  const dialog = question.closest<HTMLElement>('[role="dialog"]');
  await user.click(within(dialog as HTMLElement).getByRole('button', { name: 'Remove' }));
  await vi.waitFor(() => expect(removed).toHaveBeenCalledOnce());
  expect(await screen.findByText('closed')).toBeInTheDocument();
});

test('who may not relate is offered nothing to relate with', async () => {
  const nodes = tree.nodes.map((own) => ({ ...own, may_relate: false }));
  await open({ ...tree, nodes });
  expect(screen.queryByRole('button', { name: 'Relate' })).toBeNull();
});

test('who may not edit a driver reads it', async () => {
  await openDriver([driverEdge('leads', 'won', { may_edit: false })]);
  const panel = await screen.findByRole('dialog');
  expect(within(panel).getByText('Nobody has said why yet.')).toBeInTheDocument();
  expect(within(panel).queryByRole('button', { name: 'Edit' })).toBeNull();
  expect(within(panel).queryByRole('button', { name: 'Remove' })).toBeNull();
});

test('without ties the map explains itself, and without KPIs the page does', async () => {
  const { user } = await open({ ...tree, edges: [] }, { view: 'map' });
  expect(screen.getByText('No two KPIs are tied yet')).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: /Tied to nothing 4/ })).toBeInTheDocument();
  await user.click(screen.getAllByRole('button', { name: /More.*KPI alone/ })[0] as HTMLElement);
  await user.click(await screen.findByRole('menuitem', { name: /what drives it/ }));
  expect(await screen.findByText('Relate two KPIs')).toBeInTheDocument();
});

test('in Chinese', async () => {
  const edges = [driverEdge('leads', 'won', { evidence: evidence({ verdict: 'contradicts' }) })];
  await open({ ...tree, edges }, { view: 'outline' }, 'zh-CN');
  expect(screen.getByRole('heading', { level: 1, name: '指标树' })).toBeInTheDocument();
  expect(screen.getByText(/与 1 个相反/)).toBeInTheDocument();
});
