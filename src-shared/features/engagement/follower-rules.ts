// What the follower's page decides by, too: no schema library may come with it.

/** How long a coupon that is redeemed within a time shows its code, in milliseconds. */
export const TIMED_COUPON_MS = 15 * 60_000

/** An address that a follower may be sent to: http or https, with no name in front of the host; null for all others. */
export function safeLink(url: string): string | null {
  return /^https?:\/\/[^\s/?#@\\<>"'`]+(?:[/?#][^\s\\<>"'`]*)?$/i.test(url.trim()) ? url.trim() : null
}
