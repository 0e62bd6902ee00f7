import type { Figure } from './figure.ts'

/** What a figure is to reach: a bound of its ratio, or of its value. */
interface Goal {
  words: string
  isMet: (figure: Figure) => boolean
}

const ratioAtMost = (most: number): Goal => ({ words: `<= ${most}x`, isMet: ({ ratio }) => ratio <= most })
const ratioAtLeast = (least: number): Goal => ({
  words: `>= ${least}x`,
  isMet: ({ ratio }) => ratio >= least
})
const valueAtMost = (most: number): Goal => ({ words: `<= ${most}`, isMet: ({ value }) => value <= most })

/** docs/performance.md says why. */
export const GOALS: Record<string, Goal> = {
  'cold-start': ratioAtMost(1.15),
  'cold-start-cpu': ratioAtMost(1.25),
  'idle-memory': ratioAtMost(1.2),
  'idle-memory-growth': valueAtMost(5),
  'picker-paint': ratioAtMost(2),
  'drop-to-chip': ratioAtMost(2),
  'search-paint': ratioAtMost(2),
  'scroll-thread': ratioAtMost(1.2),
  'open-conversation': ratioAtMost(2),
  'open-conversation-scale': ratioAtMost(1.3),
  'inbox-page': ratioAtMost(2),
  'inbox-page-scale': ratioAtMost(1.3),
  'canned-search': ratioAtMost(0.1),
  'canned-search-minisearch': ratioAtMost(0.025),
  'canned-search-flexsearch': ratioAtMost(0.4),
  'canned-search-typos': ratioAtLeast(0.93),
  'first-sync': ratioAtLeast(0.8),
  'first-sync-pouchdb': ratioAtLeast(10),
  'first-sync-rxdb': ratioAtLeast(1),
  'main-stall': valueAtMost(50),
  'window-stall': valueAtMost(50),
  resync: valueAtMost(20),
  'resync-usable': valueAtMost(2000),
  ingest: ratioAtLeast(0.55),
  'ingest-file': ratioAtMost(1.3),
  'search-recency': ratioAtMost(2),
  'search-recency-scale': ratioAtMost(1.3),
  'search-ranked': valueAtMost(20),
  'ack-throughput': ratioAtLeast(0.4),
  'ack-throughput-grouped': ratioAtLeast(5),
  'ack-latency': ratioAtMost(1),
  'ack-latency-p99': ratioAtMost(3),
  'live-p99': valueAtMost(250),
  'connection-memory': ratioAtMost(1.3),
  drain: valueAtMost(30)
}
