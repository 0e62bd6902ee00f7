import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ENTITIES } from '#shared/contract/entities.ts'
import { OPERATIONS } from '#shared/contract/operations.ts'
import { CONTRACT_HASH, CONTRACT_VERSION } from '#shared/contract/version.ts'
import * as wire from '#shared/contract/wire.ts'
import { Change, ChangeRange, type EntityDefinition } from '#shared/sync/change.ts'
import { Operation } from '#shared/sync/operation.ts'
import { Receipt } from '#shared/sync/receipt.ts'
import { SnapshotPage, SnapshotStart } from '#shared/sync/snapshot.ts'

const shape = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

function contract() {
  return {
    entities: Object.fromEntries(
      ENTITIES.map(({ name, row, table }: EntityDefinition) => [name, [shape(row), table]])
    ),
    operations: Object.fromEntries(OPERATIONS.map(({ type, v, args }) => [`${type} v${v}`, shape(args)])),
    sync: [Operation, Receipt, Change, ChangeRange, SnapshotStart, SnapshotPage].map(shape),
    wire: Object.fromEntries(
      Object.entries(wire).map(([name, value]) => [name, value instanceof z.ZodType ? shape(value) : value])
    )
  }
}

test('a changed schema asks for a new contract version', () => {
  const hash = createHash('sha256')
    .update(`${CONTRACT_VERSION} ${JSON.stringify(contract())}`)
    .digest('hex')
    .slice(0, 16)
  expect(hash, 'a schema changed: raise CONTRACT_VERSION and set CONTRACT_HASH to what was received').toBe(
    CONTRACT_HASH
  )
})
