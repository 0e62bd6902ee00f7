import type { Migration } from 'kysely/migration'
import { up as firstTables } from './0001-first-tables.ts'
import { up as files } from './0002-files.ts'
import { up as access } from './0003-access.ts'
import { up as fieldAuthors } from './0004-field-authors.ts'
import { up as notes } from './0005-notes.ts'
import { up as personalResponses } from './0006-personal-responses.ts'
import { up as engagements } from './0007-engagements.ts'
import { up as responseUsage } from './0008-response-usage.ts'
import { up as requests } from './0009-requests.ts'
import { up as requestSteps } from './0010-request-steps.ts'
import { up as responseFiles } from './0011-response-files.ts'
import { up as apiKeys } from './0012-api-keys.ts'
import { up as packages } from './0013-packages.ts'
import { up as webhooks } from './0014-webhooks.ts'
import { up as mailTemplates } from './0015-mail-templates.ts'
import { up as requestFiles } from './0016-request-files.ts'
import { up as messageChain } from './0017-message-chain.ts'

/** Every migration by name; they run in the order of their numbers. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': { up: firstTables },
  '0002-files': { up: files },
  '0003-access': { up: access },
  '0004-field-authors': { up: fieldAuthors },
  '0005-notes': { up: notes },
  '0006-personal-responses': { up: personalResponses },
  '0007-engagements': { up: engagements },
  '0008-response-usage': { up: responseUsage },
  '0009-requests': { up: requests },
  '0010-request-steps': { up: requestSteps },
  '0011-response-files': { up: responseFiles },
  '0012-api-keys': { up: apiKeys },
  '0013-packages': { up: packages },
  '0014-webhooks': { up: webhooks },
  '0015-mail-templates': { up: mailTemplates },
  '0016-request-files': { up: requestFiles },
  '0017-message-chain': { up: messageChain }
}
