/** What our charts use of ECharts; the rest of it is not in the bundle. Loaded with the first chart. */
import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([CanvasRenderer, CustomChart, GridComponent, LineChart, TooltipComponent]);

export const createChart = (box: HTMLElement) => echarts.init(box, null, { renderer: 'canvas' });
export type Chart = ReturnType<typeof createChart>;
