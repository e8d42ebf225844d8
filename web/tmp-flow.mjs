import { chromium } from '@playwright/test';
const base='http://127.0.0.1:4788';
const browser = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-dev-shm-usage']});
const ctx = await browser.newContext({viewport:{width:1440,height:900}});
const page = await ctx.newPage(); page.setDefaultTimeout(8000);
const errors=[]; page.on('console',m=>{if(m.type()==='error')errors.push(m.text())}); page.on('pageerror',e=>errors.push(String(e)));
await ctx.request.post(base+'/api/v1/session',{data:{email:'eleanor.morgan@nyc-air.example',password:'azimuth-2013'}});
const shot=n=>page.screenshot({path:`/tmp/flow-${n}.png`});
try {
await page.goto(base+'/kpis/flights_operated/targets?grain=quarter');
const cell=page.locator('[data-place="0:0"]'); await cell.focus(); await page.keyboard.press('ArrowDown'); 
console.log('focus', await page.evaluate(()=>document.activeElement?.dataset.place));
await page.keyboard.press('ArrowUp'); await page.keyboard.press('Enter');
await page.getByRole('button',{name:'Reached'}).count();
await page.locator('.ant-drawer button[aria-haspopup=dialog]').click(); await page.waitForTimeout(900); await shot('proof'); await page.keyboard.press('Escape'); await page.waitForTimeout(400);
if(!(await page.getByRole('button',{name:'Spread over periods'}).isVisible().catch(()=>false))) {await cell.click();}
await page.getByRole('button',{name:'Spread over periods'}).click();
await page.getByRole('radio',{name:'By working days'}).click(); await page.waitForTimeout(900);
await page.getByRole('textbox').fill('The plan of the year'); await page.waitForTimeout(500); await shot('spread');
await page.getByRole('button',{name:/Set 4 targets/}).click(); await page.waitForTimeout(1800); await shot('after-spread');
await cell.click(); await page.getByRole('button',{name:'Hand down to units'}).click(); await page.waitForTimeout(900);
await page.getByRole('radio',{name:'By given shares'}).click(); await page.waitForTimeout(900);
await page.getByRole('spinbutton').first().fill('2'); await page.waitForTimeout(1200);
await page.getByRole('textbox').fill('By size'); await page.waitForTimeout(600); await shot('cascade');
await page.getByRole('button',{name:/Set 3 targets/}).click(); await page.waitForTimeout(1800); await shot('after-cascade');
await page.goto(base+'/kpis/otd_rate'); await page.getByRole('button',{name:/Give it a curve|Edit the curve/}).click(); await page.waitForTimeout(800);
await page.getByRole('textbox').last().fill('As agreed'); await page.getByRole('button',{name:'Save'}).click(); await page.waitForTimeout(1500);
await page.getByText('points.').first().scrollIntoViewIfNeeded(); await page.waitForTimeout(300); await shot('scored');
await page.getByRole('button',{name:/^\d+ points$/}).click(); await page.waitForTimeout(800); await shot('score-proof');
} catch(e){console.log(String(e).slice(0,600)); await shot('fail');}
console.log(errors.slice(0,10)); await browser.close();
