/** axe-core with the rules of WCAG 2.2 AA; what it finds is told with the place and the mend. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const placesShownMax = 5;
const longestMs = 2000;
const modal = '[role="dialog"][aria-modal="true"]';

/** While colours and drawers are on their way they are not yet their own. What never ends, such as a skeleton, is let be. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async (longestMs) => {
    const ends = document
      .getAnimations()
      .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
      .map((animation) => animation.finished.catch(() => undefined));
    const tooLong = new Promise((resolve) => setTimeout(resolve, longestMs));
    await Promise.race([Promise.all(ends), tooLong]);
  }, longestMs);
}

export async function barriers(page: Page, rules?: string[]) {
  await settled(page);
  const axe = new AxeBuilder({ page });
  // What lies behind a drawer that has to be closed first can be neither touched nor reached.
  if ((await page.locator(modal).count()) > 0) axe.include(modal);
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(tags)).analyze();
  return violations;
}

export async function expectNoBarrier(page: Page, rules?: string[]): Promise<void> {
  const told = (await barriers(page, rules)).map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    at: nodes.slice(0, placesShownMax).map(({ target, failureSummary, html }) => {
      return `${target} ${html.slice(0, 160)} ${failureSummary ?? ''}`;
    }),
  }));
  expect(told).toEqual([]);
}
