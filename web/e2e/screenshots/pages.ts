/** Every page with an address, in both themes; those that people open on the way also on a phone. */
import { desktop, look, open, phone, takeWhole, test, themes } from '../support/camera';
import { placeNames, placeOf } from '../support/places';

for (const theme of themes) {
  for (const { name, as, isPhone } of placeNames) {
    for (const size of isPhone ? [desktop, phone] : [desktop]) {
      const title = size === phone ? `${name}-phone` : name;
      test(`${title} ${theme}`, async ({ sitter }) => {
        const { context, api } = await sitter(as);
        await look(api, theme);
        const page = await context.newPage();
        await open(page, (await placeOf(api, name)).path, size);
        await takeWhole(page, title, theme);
        await page.close();
      });
    }
  }
}
