import type { Migration } from '../../sqlite/sqlite-file.ts'
import { firstTables } from './0001-first-tables.ts'
import { partners } from './0002-partners.ts'
import { files } from './0003-files.ts'
import { messageSearch } from './0004-message-search.ts'
import { notes } from './0005-notes.ts'
import { personalResponses } from './0006-personal-responses.ts'
import { engagements } from './0007-engagements.ts'
import { responseUsage } from './0008-response-usage.ts'
import { requests } from './0009-requests.ts'
import { requestSteps } from './0010-request-steps.ts'
import { responseFiles } from './0011-response-files.ts'
import { messageTerms } from './0012-message-terms.ts'
import { messageMerges } from './0013-message-merges.ts'
import { messageUnmerged } from './0014-message-unmerged.ts'

/** In order; each is run once per file. */
export const CACHE_MIGRATIONS: readonly Migration[] = [
  firstTables,
  partners,
  files,
  messageSearch,
  notes,
  personalResponses,
  engagements,
  responseUsage,
  requests,
  requestSteps,
  responseFiles,
  messageTerms,
  messageMerges,
  messageUnmerged
]
