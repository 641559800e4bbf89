// Breaks small files in every way that the check is there for, and sees it say so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from './check.mjs';

const main = `
import { team } from 'types.bicep'

param location string
param count int = 1
param teams team[]

var names = map(teams, one => one.?name ?? location)

module store 'store.bicep' = {
  name: 'store'
  params: {
    location: location
    names: names
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'vault'
}

output id string = store.outputs.id
output at string = '\${vault.id}\${count}'
`;

const store = `
param location string
param names string[]
param tags object?

resource accounts 'Microsoft.Storage/storageAccounts@2024-01-01' = [
  for (name, i) in names: {
    name: '\${name}\${i}'
    location: location
    tags: tags
  }
]

output id string = accounts[0].id
`;

const types = `
@export()
type team = {
  name: string?
}
`;

const alerts = `
param least int

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'rule'
  properties: {
    query: join([
      'AppMetrics'
      '| where Name == "a.metric" and Sum > \${least}'
      '| summarize Last = max(TimeGenerated)'
    ], '\\n')
  }
}
`;

const values = `{ "parameters": { "location": { "value": "\${AZURE_LOCATION}" }, "teams": { "value": [] } } }`;
const sound = { 'infra/main.bicep': main, 'infra/store.bicep': store, 'infra/types.bicep': types, 'infra/alerts.bicep': alerts, 'infra/main.parameters.json': values };

test('sound files have no problem', () => assert.deepEqual(check(new Map(Object.entries(sound))), []));

const breaks = [
  ['a brace that is not closed', 'infra/main.bicep', "    names: names\n  }\n", "    names: names\n", /^infra\/main\.bicep:\d+: /],
  ['a word that is no bicep', 'infra/main.bicep', 'param count', 'parameter count', /^infra\/main\.bicep:\d+: cannot be read/],
  ['a misspelt name', 'infra/main.bicep', 'location: location', 'location: locaton', /main\.bicep:13: there is no 'locaton'/],
  ['a misspelt name inside a text', 'infra/main.bicep', '${count}', '${number}', /there is no 'number'/],
  ['a module that is not there', 'infra/main.bicep', "'store.bicep'", "'storage.bicep'", /main\.bicep:10: there is no module 'storage\.bicep'/],
  ['a parameter the module lacks', 'infra/main.bicep', '    names: names', '    names: names\n    size: count', /main\.bicep:15: 'store\.bicep' has no parameter 'size'/],
  ['a required parameter not passed', 'infra/main.bicep', '    names: names\n', '', /'store' passes no 'names', which 'store\.bicep' requires/],
  ['an output the module lacks', 'infra/main.bicep', 'store.outputs.id', 'store.outputs.key', /main\.bicep:22: 'store\.bicep' has no output 'key'/],
  ['a parameter without use', 'infra/store.bicep', '    tags: tags\n', '', /store\.bicep:4: 'tags' is not used/],
  ['a variable without use', 'infra/main.bicep', 'names: names', 'names: []', /'names' is not used/],
  ['an existing resource without use', 'infra/main.bicep', '${vault.id}', '', /'vault' is not used/],
  ['an import that is not exported', 'infra/types.bicep', 'type team', 'type group', /'types\.bicep' exports no 'team'/],
  ['a column that the table lacks', 'infra/alerts.bicep', 'max(TimeGenerated)', 'max(Timestamp)', /alerts\.bicep:7: the query is no Kusto/],
  ['a query with a typing error', 'infra/alerts.bicep', '| summarize', '| sumarize', /alerts\.bicep:7: the query is no Kusto/],
  ['a value for no parameter', 'infra/main.parameters.json', '"teams"', '"team"', /'infra\/main\.bicep' has no parameter 'team'/],
  ['a required parameter without a value', 'infra/main.parameters.json', ', "teams": { "value": [] }', '', /'teams' is required/],
  ['a value of another type', 'infra/main.parameters.json', '"value": []', '"value": "none"', /'teams' is string, and 'infra\/main\.bicep' wants team\[\]/],
];

for (const [what, file, from, to, expected] of breaks) {
  test(`${what} is found`, () => {
    assert.ok(sound[file].includes(from), 'the text to break is there');
    const problems = check(new Map(Object.entries({ ...sound, [file]: sound[file].replace(from, to) })));
    assert.ok(problems.some(problem => expected.test(problem)), problems.join('\n') || 'nothing was found');
  });
}
