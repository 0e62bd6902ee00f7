/** What a page of ours may load and run: its own files, pictures that it was handed, and images and videos of conversations. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob: attachment:",
  'media-src attachment:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/**
 * The headers of every answer of the `app://` scheme. No opener policy: nothing can open our page or be opened by it, and
 * that policy would make each start throw its first page process away and wait for a second one.
 */
export const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer'
} as const
