import { chromium } from '@playwright/test';
const base='http://127.0.0.1:4788';
const browser = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-dev-shm-usage']});
const lang = process.argv[2] ?? 'en', theme = process.argv[3] ?? 'light', width=Number(process.argv[4] ?? 1440);
const ctx = await browser.newContext({viewport:{width,height:900},locale:lang==='zh'?'zh-CN':'en-US',colorScheme:theme});
const page = await ctx.newPage();
const errors=[]; page.on('console',m=>{if(m.type()==='error')errors.push(m.text())}); page.on('pageerror',e=>errors.push(String(e)));
const r = await ctx.request.post(base+'/api/v1/session',{data:{email:'eleanor.morgan@nyc-air.example',password:'azimuth-2013'}});
const s = await r.json();
if(lang==='zh'){await page.goto(base+'/');await page.getByRole('button',{name:'中文'}).click();await page.waitForTimeout(1500);}
const shot=async(name)=>{await page.waitForTimeout(900);await page.screenshot({path:`/tmp/shot-${name}-${lang}-${theme}-${width}.png`})};
for (const step of (process.argv[5]??'cascade,comparison,kpi').split(',')) {
 if(step==='cascade'){await page.goto(base+'/kpis/flights_operated/targets');await page.waitForSelector('table');await shot('cascade');
   const b=page.locator('td button[data-own]').first(); await b.click(); await shot('cell');
   const sp=page.getByRole('button',{name:lang==='zh'?'按周期分摊':'Spread over periods'}); if(await sp.count()){await sp.click(); await page.waitForTimeout(1500); await shot('spread');
   }}
 if(step==='comparison'){await page.goto(base+'/kpis/otd_rate/comparison');await page.waitForSelector('table');await shot('comparison');await page.mouse.wheel(0,900);
   await page.locator('main').evaluate(e=>e.scrollBy(0,900)).catch(()=>{});await page.evaluate(()=>window.scrollTo(0,900));await shot('comparison2');}
 if(step==='kpi'){await page.goto(base+'/kpis/otd_rate');await page.waitForSelector('h1');
   const e=page.getByRole('button',{name:/Give it a curve|Edit the curve|设定计分曲线|编辑曲线/}); await e.scrollIntoViewIfNeeded(); await shot('kpi'); await e.click(); await page.waitForTimeout(1200); await shot('scoring');
   await page.getByRole('combobox').last().click(); await page.waitForTimeout(300);
   await page.locator('.ant-select-item-option').last().click(); await page.waitForTimeout(1200); await shot('scoring-own');}
}
console.log(errors.slice(0,10)); await browser.close();
