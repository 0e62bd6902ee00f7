/**
 * Puts text into a text area in place of a range, as if it had been typed: one step of the native undo takes it back.
 * @param range [start, end) in UTF-16 units
 */
export function insertText(area: HTMLTextAreaElement, range: readonly [number, number], text: string) {
  area.focus()
  area.setSelectionRange(range[0], range[1])
  // the only way that keeps the browser's own undo history; it is deprecated without a successor
  if (text === '') document.execCommand('delete')
  else document.execCommand('insertText', false, text)
}
