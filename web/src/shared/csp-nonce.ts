/**
 * Gives every `<style>` that a library creates the nonce of this page. antd forgets it in three places (scroll-bar
 * probe, scroll lock of drawer and modal), and the policy allows no style without it. Must be the first import.
 */
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

export const cspNonce = nonce;

if (nonce) {
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
