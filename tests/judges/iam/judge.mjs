// A question a line in, an answer a line out, in order: node judge.mjs FOLDER_OF_THE_PACKAGE
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const require = createRequire(`${process.argv[2]}/`)
const { runSimulation, typeForContextKey } = require('@cloud-copilot/iam-simulate')

// Whatever is no plain verdict is refused: the reader takes that for an error, never for a denial.
async function judge(simulation) {
  const found = await runSimulation(simulation, { simulationMode: 'Strict' })
  if (found.resultType === 'error') return { refused: found.errors }
  if (found.resultType !== 'single') return { refused: { message: 'a resource with a wildcard' } }
  const { analysis, ignoredContextKeys } = found.result
  return {
    verdict: found.overallResult,
    ignored: ignoredContextKeys ?? [],
    blocked_by: analysis.blockedBy ?? [],
  }
}

async function typeOf(key) {
  try {
    return { type: await typeForContextKey(key) }
  } catch {
    return { type: null }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer
  try {
    const question = JSON.parse(line)
    answer = question.key === undefined ? await judge(question) : await typeOf(question.key)
  } catch (fault) {
    answer = { refused: { message: String(fault) } }
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
