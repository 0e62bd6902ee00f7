// `npm start`: a server with a demo tenant and a desk beside it; both end together.
import { parseStartArguments } from './start/arguments.ts'
import { open } from './start/open.ts'
import { takeScreenshot } from './start/take-screenshot.ts'
import { main } from './tool.ts'

main(async () => {
  const args = parseStartArguments(process.argv.slice(2), process.env)
  return args.screenshot ? takeScreenshot(args, args.screenshot) : open(args)
})
