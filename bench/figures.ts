import type { Figure } from './figure.ts'
import type { Scale } from './scale.ts'

type Measure = (scale: Scale) => Promise<Figure[]>

/** Every measurement by the name of its first figure; some measure several figures at once. */
export const MEASUREMENTS: Record<string, { figures: readonly string[]; load: () => Promise<Measure> }> = {
  'cold-start': {
    figures: ['cold-start', 'cold-start-cpu'],
    load: async () => (await import('./cold-start.ts')).coldStart
  },
  'idle-memory': {
    figures: ['idle-memory', 'idle-memory-growth'],
    load: async () => (await import('./idle-memory.ts')).idleMemory
  },
  'follower-to-desk': {
    figures: ['follower-to-desk'],
    load: async () => (await import('./follower-to-desk.ts')).followerToDesk
  },
  'picker-paint': {
    figures: ['picker-paint'],
    load: async () => (await import('./picker-paint.ts')).pickerPaint
  },
  'drop-to-chip': {
    figures: ['drop-to-chip'],
    load: async () => (await import('./drop-to-chip.ts')).dropToChip
  },
  'search-paint': {
    figures: ['search-paint'],
    load: async () => (await import('./search-paint.ts')).searchPaint
  },
  'scroll-thread': {
    figures: ['scroll-thread'],
    load: async () => (await import('./scroll-thread.ts')).scrollThread
  },
  'pending-rows': {
    figures: ['pending-paint', 'pending-scroll'],
    load: async () => (await import('./pending-rows.ts')).pendingRows
  },
  'export-rows': {
    figures: ['export-rows'],
    load: async () => (await import('./export-rows.ts')).exportRows
  },
  'local-reads': {
    figures: ['open-conversation', 'open-conversation-scale', 'inbox-page', 'inbox-page-scale'],
    load: async () => (await import('./local-reads.ts')).localReads
  },
  'canned-search': {
    figures: ['canned-search', 'canned-search-minisearch', 'canned-search-flexsearch', 'canned-search-typos'],
    load: async () => (await import('./canned-search.ts')).cannedSearch
  },
  'first-sync': {
    figures: ['first-sync', 'first-sync-pouchdb', 'first-sync-rxdb'],
    load: async () => (await import('./first-sync.ts')).firstSync
  },
  'catch-up': {
    figures: ['catch-up', 'main-stall', 'resync', 'resync-usable'],
    load: async () => (await import('./catch-up.ts')).catchUp
  },
  'window-stall': {
    figures: ['window-stall'],
    load: async () => (await import('./window-stall.ts')).windowStall
  },
  ingest: {
    figures: ['ingest', 'ingest-file'],
    load: async () => (await import('./ingest.ts')).ingest
  },
  'message-search': {
    figures: ['search-recency', 'search-recency-scale', 'search-ranked'],
    load: async () => (await import('./message-search.ts')).messageSearch
  },
  acks: {
    figures: [
      'ack-throughput',
      'ack-throughput-grouped',
      'ack-throughput-rows',
      'ack-latency',
      'ack-latency-p99',
      'ack-latency-http',
      'ack-latency-http-p99'
    ],
    load: async () => (await import('./acks.ts')).acks
  },
  'live-p99': {
    figures: ['live-p99'],
    load: async () => (await import('./live-latency.ts')).liveLatency
  },
  'connection-memory': {
    figures: ['connection-memory'],
    load: async () => (await import('./connection-memory.ts')).connectionMemory
  },
  drain: {
    figures: ['drain'],
    load: async () => (await import('./drain.ts')).drain
  }
}
