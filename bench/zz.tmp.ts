import { localReads } from './local-reads.ts'
const small = { conversations: 4000, messages: 100_000, responses: 100 }
const figures = await localReads({ large: small, middle: small, little: { conversations: 500, messages: 10_000, responses: 0 }, reads: 600 } as never)
console.table(figures.map(({ name, value, floorValue, ratio, detail }) => ({ name, value, floorValue, ratio, ...detail })))
process.exit(0)
