import { config } from 'zod'

// zod asks once whether it may compile its parsers with eval; under our policy that question alone is a violation report
config({ jitless: true })
