/** Characters that show nothing and travel along from documents: soft hyphen, zero-width space, byte-order mark, placeholder of an object. */
const UNSEEN = /[\u00AD\u200B\u2060\uFEFF\uFFFC]/g

/**
 * What a paste means for a message: its text, clean, or its files. Programs that copy a table put a picture of it beside
 * the text: the text is what was meant.
 */
export function pasted(data: DataTransfer): { text: string } | { files: readonly File[] } | null {
  const plain = data.getData('text/plain')
  const text = cleanText(plain === '' ? textOfHtml(data.getData('text/html')) : plain)
  if (text !== '') return { text }
  const files = [...data.files]
  return files.length === 0 ? null : { files: files.map(named) }
}

function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, '')
    .replace(/[\u00A0\u202F]/g, ' ')
}

/** Parsed, never put into the page: nothing of it is loaded or run. */
function textOfHtml(html: string): string {
  if (html === '') return ''
  const { body } = new DOMParser().parseFromString(withoutStyles(html), 'text/html')
  for (const unseen of body.querySelectorAll('script, template, title')) unseen.remove()
  for (const line of body.querySelectorAll('br, p, div, li, tr, h1, h2, h3')) line.append('\n')
  return (body.textContent ?? '').trim()
}

/** The page allows no styles of others, and would report each one as an attempt. */
function withoutStyles(html: string): string {
  return html
    .replace(/<style\b[\s\S]*?<\/style\s*>/giu, '')
    .replace(/<[^>]*>/gu, (tag) => tag.replace(/\sstyle\s*=/giu, ' data-style='))
}

/** A picture of the clipboard is always called image.png. */
function named(file: File): File {
  return file.name === 'image.png' ? new File([file], 'pasted-image.png', { type: file.type }) : file
}
