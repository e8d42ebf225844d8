/** Puts a text on the clipboard, also where the browser keeps its own way for pages served with TLS. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  // Inside the open dialog, which would take the focus back from anything outside it.
  const around = document.activeElement?.closest('[role=dialog]') ?? document.body;
  around.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
