/** A link that may leave the app, as it will be opened; null for everything that is not plainly a page or a mail. */
export function outsideLink(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol === 'mailto:') return url.pathname === '' ? null : url.href
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  return url.href
}
